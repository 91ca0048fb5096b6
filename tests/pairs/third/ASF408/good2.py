"""Downloader that keeps what is pending for the next round."""
import asyncio
from asyncio import FIRST_COMPLETED, wait


class Downloader:
    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.pending: set[asyncio.Task[int]] = set()

    async def fetch(self, url: str) -> int:
        await asyncio.sleep(len(url) / 100)
        return len(url)

    async def run(self, urls: list[str]) -> int:
        total = 0
        running: set[asyncio.Task[int]] = set()
        for url in urls:
            running.add(asyncio.create_task(self.fetch(url)))
            if len(running) >= self.limit:
                done, running = await wait(running, return_when=FIRST_COMPLETED)
                total += sum(task.result() for task in done)
        while running:
            done, running = await wait(running, timeout=5)
            total += sum(task.result() for task in done)
        return total

    async def step(self) -> list[int]:
        if not self.pending:
            return []
        done, self.pending = await wait(self.pending, return_when=FIRST_COMPLETED)
        return [task.result() for task in done]

    def add(self, url: str) -> None:
        self.pending.add(asyncio.create_task(self.fetch(url)))


async def main() -> None:
    downloader = Downloader(2)
    print(await downloader.run(["a", "bb", "ccc"]))


if __name__ == "__main__":
    asyncio.run(main())
