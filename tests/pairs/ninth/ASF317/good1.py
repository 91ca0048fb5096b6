"""Race several mirrors for one package file."""
import asyncio
import logging
from typing import Iterable

log = logging.getLogger("mirrors")


class Barrier:
    """Counts down; has a wait() of its own."""

    def __init__(self) -> None:
        self.seen: list[object] = []

    async def wait(self, parts: Iterable[object]) -> int:
        await asyncio.sleep(0)
        self.seen.extend(parts)
        return len(self.seen)


class Mirror:
    def __init__(self, host: str) -> None:
        self.host = host

    async def fetch(self, path: str) -> str:
        await asyncio.sleep(0.01)
        return f"{self.host}/{path}"

    def start(self, path: str) -> "asyncio.Task[str]":
        return asyncio.create_task(self.fetch(path))


class Race:
    def __init__(self, hosts: list[str]) -> None:
        self.mirrors = [Mirror(host) for host in hosts]
        self.barrier = Barrier()

    async def all(self, path: str) -> list[str]:
        done, _ = await asyncio.wait([m.start(path) for m in self.mirrors])
        return sorted(task.result() for task in done)

    async def first(self, path: str) -> str:
        tasks = {asyncio.ensure_future(m.fetch(path)) for m in self.mirrors}
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            return done.pop().result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def stepwise(self, path: str) -> list[str]:
        loop = asyncio.get_running_loop()
        jobs = []
        for mirror in self.mirrors:
            coro = mirror.fetch(path)
            jobs.append(loop.create_task(coro, name=mirror.host))
        done, pending = await asyncio.wait(jobs, timeout=5)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        return [task.result() for task in done]

    async def plain(self, path: str) -> list[str]:
        await self.barrier.wait([m.host for m in self.mirrors])
        names = [await m.fetch(path) for m in self.mirrors]
        one = await asyncio.wait_for(self.mirrors[0].fetch(path), 3)
        for nxt in asyncio.as_completed([m.fetch(path) for m in self.mirrors]):
            log.debug("%s arrived", await nxt)
        return [*names, one]


async def main() -> None:
    race = Race(["a", "b"])
    print(await race.all("x"), await race.first("y"))
    print(await race.stepwise("z"), await race.plain("w"))


if __name__ == "__main__":
    asyncio.run(main())
