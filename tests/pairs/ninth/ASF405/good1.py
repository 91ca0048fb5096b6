"""Deployment watcher: waits on events inside, polls only the outside."""
import asyncio
import logging
from dataclasses import dataclass

import aiohttp

log = logging.getLogger("deploy")


@dataclass
class Settings:
    period: float = 1.0
    tries: int = 10


class Cluster:
    def __init__(self, session: aiohttp.ClientSession) -> None:
        self.session = session
        self.polls = 0

    async def status(self, name: str) -> str:
        self.polls += 1
        async with self.session.get(f"/deploy/{name}") as response:
            return await response.text()


class Watcher:
    def __init__(self, cluster: Cluster, settings: Settings) -> None:
        self.cluster = cluster
        self.settings = settings
        self.ready = asyncio.Event()
        self.changed = asyncio.Condition()
        self.replicas = 0
        self.running = True

    async def until_rolled_out(self, name: str) -> bool:
        while await self.cluster.status(name) != "done":
            await asyncio.sleep(self.settings.period)
        return True

    async def limited(self, name: str) -> bool:
        tries = self.settings.tries
        while tries > 0:
            if await self.cluster.status(name) == "done":
                return True
            tries -= 1
            await asyncio.sleep(self.settings.period)
        return False

    async def work(self) -> None:
        while self.running:
            text = await self.cluster.status("web")
            async with self.changed:
                self.replicas = len(text)
                self.changed.notify_all()
            self.ready.set()
            await asyncio.sleep(self.settings.period)

    async def scaled_to(self, count: int) -> None:
        async with self.changed:
            while self.replicas < count:
                await self.changed.wait()

    async def started(self) -> None:
        if not self.ready.is_set():
            log.debug("waiting for the first status")
        await self.ready.wait()

    async def backoff(self) -> float:
        delay = 0.1
        while delay < 2:
            await asyncio.sleep(delay)
            delay *= 2
        return delay

    async def stop(self, worker: "asyncio.Task[None]") -> None:
        self.running = False
        await worker


async def main() -> None:
    async with aiohttp.ClientSession("http://cluster.local") as session:
        watcher = Watcher(Cluster(session), Settings())
        worker = asyncio.create_task(watcher.work())
        await watcher.started()
        await watcher.scaled_to(2)
        print(await watcher.limited("web"), await watcher.until_rolled_out("api"))
        await watcher.stop(worker)


if __name__ == "__main__":
    asyncio.run(main())
