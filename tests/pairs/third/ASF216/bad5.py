"""Compiler cache that locks only when several builds share a directory."""
import threading
from pathlib import Path

cache_lock = threading.Lock()


class CompilerCache:
    def __init__(self, folder: Path, shared: bool) -> None:
        self.folder = folder
        self.shared = shared

    def store(self, key: str, data: bytes) -> None:
        if self.shared:
            cache_lock.acquire()
        try:
            (self.folder / key).write_bytes(data)
        finally:
            cache_lock.release()  # expect: ASF216

    def load(self, key: str) -> bytes:
        with cache_lock:
            return (self.folder / key).read_bytes()

    def purge(self) -> None:
        cache_lock.acquire()
        try:
            for path in self.folder.iterdir():
                path.unlink()
        finally:
            cache_lock.release()
            cache_lock.release()  # expect: ASF216


def main() -> None:
    cache = CompilerCache(Path("/tmp/ccache"), shared=True)
    cache.store("a", b"object")
    print(cache.load("a"))
    cache.purge()


if __name__ == "__main__":
    main()
