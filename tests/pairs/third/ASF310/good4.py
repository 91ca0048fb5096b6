"""Download manager that leaves the loop with the closure it has made."""
import asyncio
from collections.abc import Callable


class Transfer:
    def __init__(self, url: str) -> None:
        self.url = url
        self.on_done: Callable[[], None] | None = None

    async def run(self) -> int:
        await asyncio.sleep(0.1)
        if self.on_done is not None:
            self.on_done()
        return len(self.url)


class Manager:
    def __init__(self, urls: list[str]) -> None:
        self.transfers = [Transfer(url) for url in urls]

    def finder(self, prefix: str) -> Callable[[], str] | None:
        for transfer in self.transfers:
            if transfer.url.startswith(prefix):
                return lambda: transfer.url
        return None

    def connect(self, label: str) -> None:
        for transfer in self.transfers:
            self.connect_one(transfer, label)

    def connect_one(self, transfer: Transfer, label: str) -> None:
        transfer.on_done = lambda: print(label, transfer.url)

    async def run(self, label: str) -> list[int]:
        tasks = []
        for transfer in self.transfers:
            task = asyncio.create_task(transfer.run(), name=transfer.url)
            task.add_done_callback(lambda done: print(label, done.get_name()))
            tasks.append(task)
        return await asyncio.gather(*tasks)


async def main() -> None:
    manager = Manager(["https://a.example/x", "https://b.example/y"])
    manager.connect("finished")
    find = manager.finder("https://b")
    print(await manager.run("done"), find() if find else "")


if __name__ == "__main__":
    asyncio.run(main())
