"""Chat bot that holds its announcements back while it is muted."""
import asyncio as aio
from enum import Enum, auto


class Mode(Enum):
    MUTED = auto()
    LIVE = auto()


state = {"ready": False}


class Bot:
    def __init__(self) -> None:
        self.mode = Mode.MUTED
        self.closing = False

    async def unmute(self, delay: float) -> None:
        await aio.sleep(delay)
        self.mode = Mode.LIVE
        state["ready"] = True

    async def announce(self, text: str) -> None:
        while self.mode is Mode.MUTED and not self.closing:  # expect: ASF405
            await aio.sleep(0.2)
        print(text)

    async def close(self) -> None:
        self.closing = True
        await aio.sleep(0)


async def ready() -> None:
    while not state["ready"]:  # expect: ASF405
        await aio.sleep(0.1)


async def main() -> None:
    bot = Bot()
    async with aio.TaskGroup() as group:
        group.create_task(bot.unmute(1))
        group.create_task(bot.announce("hello"))
        group.create_task(ready())
    await bot.close()


if __name__ == "__main__":
    aio.run(main())
