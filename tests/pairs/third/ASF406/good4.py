"""Notification service whose limit covers the deliveries it has started."""
import asyncio
from collections.abc import Awaitable, Callable


class Notifier:
    def __init__(self, send: Callable[[str], Awaitable[None]]) -> None:
        self.send = send

    async def notify(self, text: str) -> None:
        async with asyncio.timeout(3):
            task = asyncio.create_task(self.deliver(text))
            await task

    async def deliver(self, text: str) -> None:
        await asyncio.sleep(0.2)
        await self.send(text)

    async def everyone(self, texts: list[str]) -> None:
        async with asyncio.timeout(10):
            async with asyncio.TaskGroup() as group:
                for text in texts:
                    group.create_task(self.deliver(text))

    async def optional(self, text: str, quick: bool) -> str:
        async with asyncio.timeout(1) as limit:
            if quick:
                limit.reschedule(None)
            else:
                await self.deliver(text)
        return text


async def show(text: str) -> None:
    await asyncio.sleep(0)
    print(text)


async def main() -> None:
    notifier = Notifier(show)
    await notifier.notify("a")
    await notifier.everyone(["b", "c"])
    print(await notifier.optional("d", False))


if __name__ == "__main__":
    asyncio.run(main())
