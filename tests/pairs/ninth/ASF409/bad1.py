"""Search front end: fans out to shards."""
import asyncio
import logging
from dataclasses import dataclass, field

import anyio
import trio

log = logging.getLogger("search")


@dataclass
class Shard:
    name: str
    docs: dict[str, int] = field(default_factory=dict)

    async def query(self, term: str, into: list[str]) -> None:
        await anyio.sleep(0.01)
        into.extend(doc for doc in self.docs if term in doc)

    async def warm(self) -> None:
        await anyio.sleep(0.02)


class Front:
    def __init__(self, shards: list[Shard]) -> None:
        self.shards = shards
        self.slots = asyncio.Semaphore(8)
        self.queries = 0

    async def find(self, term: str) -> list[str]:
        found: list[str] = []
        self.queries += 1
        async with asyncio.TaskGroup() as group:
            for shard in self.shards:
                group.create_task(shard.query(term, found))
            return found  # expect: ASF409

    async def exists(self, term: str) -> bool:
        hits: list[str] = []
        async with self.slots, anyio.create_task_group() as group:
            for shard in self.shards:
                group.start_soon(shard.query, term, hits)
            for _ in range(10):
                await anyio.sleep(0.005)
                match hits:
                    case [first, *_]:
                        log.debug("first hit %s", first)
                        return True  # expect: ASF409
        return bool(hits)

    async def batches(self, terms: list[str]) -> int:
        count = 0
        make_group = anyio.create_task_group
        for term in terms:
            async with make_group() as group:
                group.start_soon(self.shards[0].query, term, [])
                if not term:
                    continue  # expect: ASF409
                count += 1
                log.debug("term %r", term)
                await anyio.sleep(0)
        return count


async def warm_up(shards: list[Shard], limit: float) -> None:
    while shards:
        async with trio.open_nursery() as nursery:
            with trio.move_on_after(limit):
                for shard in shards:
                    nursery.start_soon(shard.warm)
                    await trio.sleep(0.01)
                break  # expect: ASF409
    log.info("%d shards warm", len(shards))


async def main() -> None:
    front = Front([Shard("a", {"apple": 1}), Shard("b", {"pear": 2})])
    print(await front.find("ap"), await front.exists("pe"), await front.batches(["x", ""]))


if __name__ == "__main__":
    asyncio.run(main())
    trio.run(warm_up, [Shard("c")], 1.0)
