"""HTTP probe where callers set their own limits."""
import asyncio
import logging
import time
from dataclasses import dataclass
from typing import Any, Callable

import aiohttp

log = logging.getLogger("probe")


@dataclass(frozen=True)
class Limits:
    timeout: float = 5.0
    retries: int = 2


class Deadline:
    def __init__(self, timeout: float) -> None:
        self.timeout = timeout
        self.end = time.monotonic() + timeout

    def left(self) -> float:
        return max(0.0, self.end - time.monotonic())


def client_timeout(timeout: float, connect: float | None = None) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=timeout, connect=connect)


class Probe:
    def __init__(self, base: str, timeout: float = 3.0) -> None:
        self.base = base
        self.limits = Limits(timeout=timeout)
        self.on_slow: Callable[[float], None] = lambda timeout: log.info("over %s", timeout)

    @property
    def timeout(self) -> float:
        return self.limits.timeout

    async def get(self, session: aiohttp.ClientSession, path: str) -> int:
        timeout = client_timeout(self.limits.timeout)
        async with session.get(self.base + path, timeout=timeout) as response:
            return response.status

    async def retry(self, session: aiohttp.ClientSession, limits: Limits) -> int:
        for _ in range(limits.retries):
            try:
                async with asyncio.timeout(limits.timeout):
                    return await self.get(session, "/")
            except TimeoutError:
                self.on_slow(limits.timeout)
        return 0

    async def until(self, session: aiohttp.ClientSession, deadline: Deadline) -> int:
        async with asyncio.timeout(deadline.left()):
            return await self.get(session, "/slow")

    def get_soon(self, session: aiohttp.ClientSession, timeout: float) -> Any:
        return asyncio.wait_for(self.get(session, "/soon"), timeout)

    async def labelled(self, session: aiohttp.ClientSession) -> str:
        def label(status: int, timeout: float) -> str:
            return f"{status} in {timeout}"

        return label(await self.get(session, "/label"), self.timeout)


async def main() -> None:
    probe = Probe("http://localhost")
    async with aiohttp.ClientSession() as session:
        print(await probe.retry(session, Limits(1.0)), await probe.labelled(session))
        print(await probe.until(session, Deadline(2)), await probe.get_soon(session, 1))


if __name__ == "__main__":
    asyncio.run(main())
