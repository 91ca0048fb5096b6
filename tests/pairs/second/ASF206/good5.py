import fcntl
import os
from types import TracebackType


class FileLock:
    def __init__(self, path: str) -> None:
        self._path = path
        self._fd = -1

    def __enter__(self) -> "FileLock":
        self._fd = os.open(self._path, os.O_RDWR | os.O_CREAT)
        fcntl.flock(self._fd, fcntl.LOCK_EX)
        return self

    def __exit__(self, kind: type | None, exc: BaseException | None, tb: TracebackType | None) -> None:
        fcntl.flock(self._fd, fcntl.LOCK_UN)
        os.close(self._fd)


class PidFile:
    def __init__(self, path: str) -> None:
        self._path = path

    def write(self) -> None:
        with FileLock(self._path + ".lock"):
            with open(self._path, "w") as fh:
                fh.write(str(os.getpid()))

    def read(self) -> int:
        lock = FileLock(self._path + ".lock")
        with lock, open(self._path) as fh:
            return int(fh.read())
