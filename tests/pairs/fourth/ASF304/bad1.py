"""Fan-out service: exceptions collected by gather and wait and thrown away."""
import asyncio


class Notifier:
    def __init__(self, urls: list[str]) -> None:
        self.urls = urls
        self.sent = 0

    async def notify(self, url: str) -> None:
        await asyncio.sleep(0.1)
        if not url.startswith("https"):
            raise ValueError(url)

    async def notify_all(self) -> None:
        await asyncio.gather(*(self.notify(u) for u in self.urls), return_exceptions=True)  # expect: ASF304
        print("all notified")

    async def notify_tasks(self) -> None:
        tasks = [asyncio.create_task(self.notify(u)) for u in self.urls]
        await asyncio.wait(tasks)  # expect: ASF304

    async def shutdown(self) -> None:
        pending = {asyncio.create_task(self.notify("bye"))}
        _ = await asyncio.wait(pending)  # expect: ASF304


async def main() -> None:
    notifier = Notifier(["https://a", "ftp://b"])
    await notifier.notify_all()
    await notifier.notify_tasks()
    await notifier.shutdown()


if __name__ == "__main__":
    asyncio.run(main())
