import contextlib
import subprocess
import time
from typing import Iterator


class RateLimiter:
    def __init__(self, per_second: float) -> None:
        self._gap = 1.0 / per_second
        self._last = 0.0

    @contextlib.contextmanager
    def slot(self) -> Iterator[None]:
        wait = self._last + self._gap - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        yield
        self._last = time.monotonic()


class Mounted:
    def __init__(self, device: str) -> None:
        self.device = device

    def __enter__(self) -> "Mounted":
        subprocess.check_call(["mount", self.device])
        return self

    def __exit__(self, *exc: object) -> None:
        self.device = ""


class Backup:
    def __init__(self, remote) -> None:
        self._limiter = RateLimiter(2)
        self._remote = remote

    async def push(self, name: str) -> None:
        with self._limiter.slot():  # expect: ASF120
            await self._remote.upload(name)

    async def snapshot(self, device: str) -> None:
        with Mounted(device) as mounted:  # expect: ASF120
            await self._remote.copy(mounted.device)
