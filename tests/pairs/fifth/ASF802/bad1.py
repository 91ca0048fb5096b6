"""Containers that lose or gain items while they are walked over."""


class Cache:
    def __init__(self) -> None:
        self.items: dict[str, int] = {}
        self.order: list[str] = []
        self.tags: set[str] = set()

    def expire(self, limit: int) -> None:
        for key, age in self.items.items():
            if age > limit:
                del self.items[key]  # expect: ASF802

    def forget(self, prefix: str) -> None:
        for name in self.order:
            if name.startswith(prefix):
                self.order.remove(name)  # expect: ASF802

    def retag(self) -> None:
        for tag in self.tags:
            self.tags.add(tag.lower())  # expect: ASF802

    def close(self) -> None:
        for key in self.items:
            self.drop(key)  # expect: ASF802

    def drop(self, key: str) -> None:
        self.items.pop(key, None)


def prune(counts: dict[str, int]) -> None:
    for key in counts.keys():
        if not counts[key]:
            counts.pop(key)  # expect: ASF802
