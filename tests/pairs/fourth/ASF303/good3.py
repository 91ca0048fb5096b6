"""Downloader: handles in lists, dicts and comprehensions that are gathered or cancelled."""
import asyncio


class Downloader:
    def __init__(self) -> None:
        self.running: dict[str, asyncio.Task[int]] = {}

    async def fetch(self, url: str) -> int:
        await asyncio.sleep(0.1)
        return len(url)

    def start(self, url: str) -> None:
        if url not in self.running:
            self.running[url] = asyncio.get_running_loop().create_task(self.fetch(url))

    async def size(self, url: str) -> int:
        self.start(url)
        return await self.running[url]

    async def close(self) -> None:
        for task in self.running.values():
            task.cancel()
        await asyncio.gather(*self.running.values(), return_exceptions=True)

    async def race(self, *urls: str) -> int:
        tasks = [asyncio.ensure_future(self.fetch(u)) for u in urls]
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        return max(t.result() for t in done)


async def main() -> None:
    downloader = Downloader()
    print(await downloader.size("https://a.example"))
    print(await downloader.race("x", "yy"))
    if (late := asyncio.create_task(downloader.fetch("late"))) is not None:
        print(await late)
    await downloader.close()


if __name__ == "__main__":
    asyncio.run(main())
