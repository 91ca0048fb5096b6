"""Live poll for an audience: votes come in over websockets."""
from __future__ import annotations

import asyncio
import logging
import time
from asyncio import Lock as Mutex
from collections import Counter
from dataclasses import dataclass, field

logger = logging.getLogger("poll")


@dataclass
class Vote:
    user: str
    choice: str
    at: float = field(default_factory=time.time)


class Base:
    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._votes: list[Vote] = []


class Poll(Base):
    def __init__(self, choices: list[str]) -> None:
        super().__init__()
        self.choices = choices
        self._publish_lock = asyncio.Lock()

    def _normalise(self, choice: str) -> str:
        return choice.strip().lower()

    async def vote(self, vote: Vote) -> int:
        choice = self._normalise(vote.choice)
        async with self._turn:  # expect: ASF220
            if choice in self.choices:
                self._votes.append(vote)
            return len(self._votes)

    async def publish(self, writer: asyncio.StreamWriter) -> None:
        async with self._publish_lock:
            for choice, count in self.tally().most_common():
                writer.write(f"{choice}: {count}\n".encode())
                await writer.drain()

    def tally(self) -> Counter[str]:
        return Counter(self._normalise(vote.choice) for vote in self._votes)


class Presence:
    def __init__(self) -> None:
        self.mutex = Mutex()
        self.joined: dict[str, float] = {}

    async def join(self, user: str) -> int:
        mutex = self.mutex
        await mutex.acquire()  # expect: ASF220
        try:
            self.joined[user] = time.time()
            logger.debug("%s joined", user)
            return len(self.joined)
        finally:
            mutex.release()


_sequence_lock = asyncio.Lock()
_sequence = 0


async def next_number() -> int:
    global _sequence
    async with _sequence_lock:  # expect: ASF220
        _sequence += 1
        number = _sequence
    await asyncio.sleep(0)
    return number


async def handle(poll: Poll, presence: Presence, reader: asyncio.StreamReader) -> int:
    votes = 0
    while line := await reader.readline():
        user, _, choice = line.decode().partition(" ")
        await presence.join(user)
        await poll.vote(Vote(user, choice))
        logger.info("vote %d", await next_number())
        votes += 1
    return votes


async def main() -> None:
    poll, presence = Poll(["tea", "coffee"]), Presence()
    reader = asyncio.StreamReader()
    reader.feed_data(b"ann tea\nbob coffee\n")
    reader.feed_eof()
    logger.info("%d votes", await handle(poll, presence, reader))


if __name__ == "__main__":
    asyncio.run(main())
