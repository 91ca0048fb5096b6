"""Bot that sends a message over several channels at once."""
import asyncio
import logging
from typing import Protocol

logger = logging.getLogger(__name__)


class Channel(Protocol):
    async def send(self, text: str) -> int: ...


class Mail:
    async def send(self, text: str) -> int:
        await asyncio.sleep(0.1)
        return len(text)


class Pager:
    async def send(self, text: str) -> int:
        await asyncio.sleep(0.2)
        return len(text[:20])


class Bot:
    def __init__(self) -> None:
        self.mail = Mail()
        self.pager = Pager()

    async def alert(self, text: str) -> int:
        tasks = [asyncio.create_task(self.mail.send(text))]
        done, _ = await asyncio.wait([*tasks, self.pager.send(text)])  # expect: ASF317
        return sum(task.result() for task in done)

    async def page(self, text: str) -> int:
        done, _ = await asyncio.wait((asyncio.sleep(1, "x"), self.pager.send(text)))  # expect: ASF317
        logger.info("paged")
        return len([task.result() for task in done])


async def main() -> None:
    bot = Bot()
    print(await bot.alert("disk full"))
    print(await bot.page("disk full"))


if __name__ == "__main__":
    asyncio.run(main())
