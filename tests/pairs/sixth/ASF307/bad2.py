from __future__ import annotations

import asyncio
import functools
import signal
from concurrent.futures import Executor


class Ranker:
    def __init__(self, pool: Executor) -> None:
        self.pool = pool

    async def score(self, name: str) -> int:
        await asyncio.sleep(0.01)
        return len(name)

    async def best(self, names: list[str]) -> list[str]:
        await asyncio.sleep(0)
        return sorted(names, key=self.score)  # expect: ASF307

    async def scored(self, name: str):
        return await asyncio.to_thread(functools.partial(self.score, name))  # expect: ASF307

    def totals(self, names: list[str]) -> int:
        return sum(self.pool.map(self.score, names))  # expect: ASF307


class Server:
    def __init__(self) -> None:
        self.stopping = asyncio.Event()

    async def shutdown(self) -> None:
        await asyncio.sleep(0.5)
        self.stopping.set()

    async def main(self) -> None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, self.shutdown)  # expect: ASF307
        await self.stopping.wait()


if __name__ == "__main__":
    asyncio.run(Server().main())
