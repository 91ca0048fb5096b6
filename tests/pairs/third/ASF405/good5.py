"""Chat bot with a back-off loop and an animation loop."""
import asyncio
import random


class Bot:
    def __init__(self) -> None:
        self.live = asyncio.Event()
        self.closing = asyncio.Event()

    async def unmute(self, delay: float) -> None:
        await asyncio.sleep(delay)
        self.live.set()

    async def announce(self, text: str) -> None:
        await self.live.wait()
        print(text)

    async def connect(self) -> bool:
        delay = 0.1
        while delay < 5:
            try:
                _, writer = await asyncio.open_connection("localhost", 6667)
            except OSError:
                delay *= 2 + random.random()
                await asyncio.sleep(delay)
                continue
            writer.close()
            await writer.wait_closed()
            return True
        return False

    async def spinner(self) -> None:
        frames = "|/-\\"
        index = 0
        while not self.closing.is_set():
            print(frames[index % 4], end="\r")
            index += 1
            await asyncio.sleep(0.1)

    async def close(self) -> None:
        self.closing.set()
        await asyncio.sleep(0)


async def main() -> None:
    bot = Bot()
    async with asyncio.TaskGroup() as group:
        group.create_task(bot.unmute(0.1))
        group.create_task(bot.spinner())
        await bot.announce("hello")
        await bot.close()
    print(await bot.connect())


if __name__ == "__main__":
    asyncio.run(main())
