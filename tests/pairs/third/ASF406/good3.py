"""Anyio cache with scopes that are waited in, and timers that are not scopes."""
import signal
import time

import anyio
import requests
from anyio import CancelScope, fail_after


class Timer:
    """Measures a block; it cancels nothing."""

    def __init__(self, timeout: float) -> None:
        self.timeout = timeout

    def __enter__(self) -> "Timer":
        self.start = time.perf_counter()
        return self

    def __exit__(self, *error) -> None:
        print(time.perf_counter() - self.start > self.timeout)


def timeout(seconds: float) -> Timer:
    return Timer(seconds)


class Cache:
    def __init__(self) -> None:
        self.values: dict[str, bytes] = {}

    async def load(self, key: str) -> bytes:
        with timeout(0.1):
            value = key.encode()
        with fail_after(1):
            await anyio.sleep(0.01)
        return value

    async def close(self) -> None:
        with CancelScope(shield=True):
            await anyio.sleep(0.01)

    def warm(self, url: str) -> int:
        signal.alarm(10)
        answer = requests.get(url, timeout=5)
        return answer.status_code


async def main(cache: Cache) -> None:
    print(await cache.load("a"))
    await cache.close()


if __name__ == "__main__":
    shared = Cache()
    print(shared.warm("https://example.org"))
    anyio.run(main, shared)
