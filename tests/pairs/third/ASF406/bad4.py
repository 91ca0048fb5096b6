"""Notification service that schedules its deliveries with a limit."""
import asyncio
import contextlib
from collections.abc import Callable

import async_timeout


class Notifier:
    def __init__(self) -> None:
        self.tasks: set[asyncio.Task] = set()
        self.listeners: list[Callable[[str], None]] = []

    async def deliver(self, text: str) -> None:
        await asyncio.sleep(0.2)
        print(text)

    async def notify(self, text: str) -> None:
        async with asyncio.timeout(3):  # expect: ASF406
            task = asyncio.create_task(self.deliver(text))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)
        await asyncio.sleep(0)

    async def call_listeners(self, text: str) -> int:
        called = 0
        with contextlib.suppress(TimeoutError):
            async with async_timeout.timeout(1):  # expect: ASF406
                for listener in tuple(self.listeners):
                    listener(text)
                    called += 1
        await asyncio.sleep(0)
        return called


async def main() -> None:
    notifier = Notifier()
    notifier.listeners.append(print)
    await notifier.notify("hello")
    print(await notifier.call_listeners("there"))
    await asyncio.gather(*notifier.tasks)


if __name__ == "__main__":
    asyncio.run(main())
