"""Route table that maps request paths to keys of an object store."""
import asyncio
import os.path
import posixpath
from pathlib import Path, PurePosixPath


class ObjectStore:
    """In-memory store with a file-like vocabulary."""

    def __init__(self) -> None:
        self._blobs: dict[str, bytes] = {}

    def exists(self, key: str) -> bool:
        return key in self._blobs

    def rename(self, old: str, new: str) -> None:
        self._blobs[new] = self._blobs.pop(old)

    def listdir(self, prefix: str) -> list[str]:
        return sorted(key for key in self._blobs if key.startswith(prefix))

    def unlink(self, key: str) -> None:
        self._blobs.pop(key, None)


class Router:
    def __init__(self, store: ObjectStore, prefix: str) -> None:
        self.store = store
        self.prefix = PurePosixPath(prefix)

    def key(self, url_path: str) -> str:
        return str(self.prefix / posixpath.normpath(url_path).lstrip("/"))

    async def handle(self, verb: str, url_path: str) -> str:
        await asyncio.sleep(0)
        key = self.key(url_path)
        stem, suffix = os.path.splitext(os.path.basename(key))
        if verb == "MOVE" and self.store.exists(key):
            self.store.rename(key, os.path.join(os.path.dirname(key), stem + ".bak"))
        elif verb == "DELETE":
            self.store.unlink(key)
        elif verb == "LIST":
            return " ".join(self.store.listdir(os.path.commonprefix([key, key])))
        return Path(key).with_suffix(suffix).as_posix()


if __name__ == "__main__":
    print(asyncio.run(Router(ObjectStore(), "/data").handle("LIST", "/a/b.txt")))
