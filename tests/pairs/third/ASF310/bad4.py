"""Download manager that reports the end of each transfer."""
import asyncio
import time
from urllib.parse import urlsplit


class Transfer:
    def __init__(self, url: str) -> None:
        self.url = url
        self.on_done = None

    async def run(self) -> int:
        await asyncio.sleep(0.1)
        if self.on_done is not None:
            self.on_done()
        return len(self.url)


class Manager:
    def __init__(self, urls: list[str]) -> None:
        self.transfers = [Transfer(url) for url in urls]

    def connect(self) -> None:
        for position, transfer in enumerate(self.transfers):
            print("connecting", position)
            host = urlsplit(transfer.url).hostname
            transfer.on_done = lambda: print("finished", host)  # expect: ASF310

    async def run(self) -> list[int]:
        started = time.monotonic()
        tasks = []
        for transfer in self.transfers:
            task = asyncio.create_task(transfer.run())
            task.add_done_callback(lambda done: print(transfer.url, time.monotonic() - started))  # expect: ASF310
            tasks.append(task)
        return await asyncio.gather(*tasks)


async def main() -> None:
    manager = Manager(["https://a.example/x", "https://b.example/y"])
    manager.connect()
    print(await manager.run())


if __name__ == "__main__":
    asyncio.run(main())
