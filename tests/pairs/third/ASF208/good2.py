"""Package cache protected by file locks, which raise when they time out."""
import json
from pathlib import Path

import portalocker
from filelock import FileLock, Timeout


class PackageCache:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.lock = FileLock(str(root / ".lock"))

    def save(self, name: str, meta: dict) -> None:
        self.lock.acquire(timeout=10)
        try:
            (self.root / f"{name}.json").write_text(json.dumps(meta))
        finally:
            self.lock.release()

    def try_load(self, name: str) -> dict | None:
        try:
            self.lock.acquire(timeout=0)
        except Timeout:
            return None
        try:
            return json.loads((self.root / f"{name}.json").read_text())
        finally:
            self.lock.release()


def append_history(path: str, line: str) -> None:
    lock = portalocker.Lock(path, mode="a", timeout=5)
    handle = lock.acquire(timeout=5)
    try:
        handle.write(line + "\n")
    finally:
        lock.release()


if __name__ == "__main__":
    cache = PackageCache(Path("/tmp"))
    cache.save("demo", {"version": "1.0"})
    append_history("/tmp/history", "saved demo")
