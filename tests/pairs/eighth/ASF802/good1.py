"""Garbage collector of a container registry."""
import logging

log = logging.getLogger("registry.gc")


class Registry:
    def __init__(self) -> None:
        self.blobs: dict[str, int] = {}
        self.tags: dict[str, str] = {}
        self.uploads: list[str] = []

    def collect(self) -> int:
        removed = 0
        for digest in list(self.blobs):
            if digest not in self.tags.values():
                del self.blobs[digest]
                removed += 1
        return removed

    def drop_upload(self, name: str) -> bool:
        for index, upload in enumerate(self.uploads):
            if upload == name:
                del self.uploads[index]
                return True
        return False

    def drop_first_empty(self) -> None:
        for digest, size in self.blobs.items():
            if not size:
                self.blobs.pop(digest)
                break

    def halve(self) -> None:
        for digest, size in self.blobs.items():
            self.blobs[digest] = size // 2

    def prune_uploads(self, prefix: str) -> None:
        for upload in self.uploads[:]:
            if upload.startswith(prefix):
                self.uploads.remove(upload)

    def drop_last(self) -> None:
        for index in range(len(self.uploads) - 1, -1, -1):
            if not self.uploads[index]:
                self.uploads.pop(index)

    def mirror_to(self, other: "Registry") -> None:
        for digest, size in self.blobs.items():
            other.blobs[digest] = size
        for tag in self.tags:
            other.tags.pop(tag, None)


def reachable(root: str, children: dict[str, list[str]]) -> list[str]:
    """A work list."""
    todo = [root]
    for digest in todo:
        for child in children.get(digest, ()):
            if child not in todo:
                todo.append(child)
    return todo


def empty(registry: Registry) -> None:
    while registry.blobs:
        digest, size = registry.blobs.popitem()
        log.debug("%s (%d bytes)", digest, size)


def untagged(tags: dict[str, str]) -> dict[str, str]:
    for tag, digest in tags.items():
        if not digest:
            tags = {k: v for k, v in tags.items() if k != tag}
    return tags


def by_size(blobs: dict[str, int]) -> list[str]:
    """Removes from the original while it walks a sorted copy."""
    order = []
    for digest in sorted(blobs, key=blobs.__getitem__):
        order.append(digest)
        blobs.pop(digest)
    return order
