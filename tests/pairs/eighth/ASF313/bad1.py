"""Search through large mailboxes, message by message."""
from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import AsyncGenerator, AsyncIterator

import trio

log = logging.getLogger("mail")


@dataclass
class Message:
    uid: int
    subject: str
    size: int = 0


class TooBig(Exception):
    pass


class Mailbox:
    def __init__(self, name: str, messages: list[Message]) -> None:
        self.name = name
        self._messages = messages
        self.open_cursors = 0

    async def scan(self) -> AsyncGenerator[Message, None]:
        self.open_cursors += 1
        try:
            for message in self._messages:
                await asyncio.sleep(0)
                yield message
        finally:
            self.open_cursors -= 1

    def newest_first(self) -> AsyncIterator[Message]:
        return self.scan()

    async def find(self, subject: str) -> Message | None:
        async for message in self.scan():  # expect: ASF313
            if subject in message.subject:
                return message
        return None

    async def first_of(self, count: int) -> list[Message]:
        found: list[Message] = []
        async for message in self.newest_first():  # expect: ASF313
            found.append(message)
            if len(found) >= count:
                break
        return found

    async def total(self, limit: int) -> int:
        walk, size = self.scan(), 0
        async for message in walk:  # expect: ASF313
            size += message.size
            if size > limit:
                raise TooBig(f"{self.name} exceeds {limit}")
        return size


async def ticks(period: float) -> AsyncIterator[int]:
    count = 0
    while True:
        await trio.sleep(period)
        count += 1
        yield count


async def watch(box: Mailbox, rounds: int) -> None:
    with trio.move_on_after(30):
        async for count in ticks(0.5):  # expect: ASF313
            match count:
                case n if n >= rounds:
                    log.info("done watching %s", box.name)
                    break
                case _:
                    log.debug("round %d", count)


async def main() -> None:
    box = Mailbox("inbox", [Message(i, f"subject {i}", i * 100) for i in range(50)])
    log.info("%s", await box.find("subject 7"))
    log.info("%s", await box.first_of(3))
    try:
        log.info("%d bytes", await box.total(1000))
    except TooBig as exc:
        log.warning("%s", exc)


if __name__ == "__main__":
    asyncio.run(main())
    trio.run(watch, Mailbox("spam", []), 3)
