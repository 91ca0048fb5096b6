"""Asyncio mailbox whose lock sections all do work."""
import asyncio
from collections import deque

import aiohttp


class Mailbox:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.letters: deque[str] = deque()

    async def deliver(self, letter: str) -> None:
        async with self.lock:
            await asyncio.sleep(0.05)
            self.letters.append(letter)

    async def discard(self) -> None:
        async with self.lock:
            await asyncio.sleep(0)
            while self.letters:
                self.letters.pop()


async def warm_up(url: str) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(url):
            pass


async def fan_out(mailbox: Mailbox) -> None:
    async with asyncio.TaskGroup() as group:
        for text in ("a", "b"):
            group.create_task(mailbox.deliver(text))


async def main() -> None:
    mailbox = Mailbox()
    await warm_up("https://example.org")
    await fan_out(mailbox)
    await mailbox.discard()


if __name__ == "__main__":
    asyncio.run(main())
