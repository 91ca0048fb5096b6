"""Order-book replicator."""
import asyncio
import logging
from contextlib import asynccontextmanager
from typing import AsyncIterator

import trio

log = logging.getLogger("book")


class Gap(Exception):
    pass


class Replica:
    def __init__(self, name: str) -> None:
        self.name = name
        self.version = 0
        self.dirty = False
        self.history: list[int] = []

    async def pull(self, source: "asyncio.Queue[int]") -> int:
        version = self.version
        try:
            version = await source.get()
            if version > self.version + 1:
                raise Gap(version)
        except Gap:
            log.warning("%s has a gap", self.name)
        finally:
            self.dirty = True
            return version  # expect: ASF404

    async def follow(self, source: "asyncio.Queue[int]") -> None:
        while True:
            try:
                version = await source.get()
                self.history.append(version)
            finally:
                match self.history:
                    case []:
                        continue  # expect: ASF404
                    case [*_, last] if last < 0:
                        break  # expect: ASF404
            self.version = version

    async def replay(self, versions: list[int]) -> int:
        applied = 0
        for version in versions:
            try:
                await asyncio.sleep(0)
                applied += 1
            finally:
                for old in self.history:
                    if old == version:
                        break
                else:
                    log.debug("%d is new", version)
        return applied


async def heartbeat(period: float, limit: int) -> int:
    beats = 0
    try:
        while beats < limit:
            await trio.sleep(period)
            beats += 1
    finally:
        try:
            log.info("%d beats", beats)
        except ValueError:
            return -1  # expect: ASF404
    return beats


@asynccontextmanager
async def locked(replica: Replica) -> AsyncIterator[Replica]:
    replica.dirty = True
    try:
        yield replica
    finally:
        replica.dirty = False


async def main() -> None:
    source: asyncio.Queue[int] = asyncio.Queue()
    for version in (1, 2, 5, -1):
        source.put_nowait(version)
    async with locked(Replica("eu")) as replica:
        print(await replica.pull(source), await replica.replay([1, 2]))
        await replica.follow(source)


if __name__ == "__main__":
    asyncio.run(main())
    trio.run(heartbeat, 0.1, 3)
