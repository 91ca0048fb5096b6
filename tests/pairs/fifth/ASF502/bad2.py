"""Deleting and moving on a check that an await has made stale."""
import asyncio
import random


class Rooms:
    def __init__(self) -> None:
        self.members: dict[str, set[str]] = {}
        self.leader: str | None = None

    async def notify(self, room: str) -> None:
        await asyncio.sleep(random.random())

    async def leave(self, room: str, who: str) -> None:
        self.members[room].discard(who)
        if not self.members[room]:
            await self.notify(room)
            del self.members[room]  # expect: ASF502

    async def elect(self, who: str) -> bool:
        if self.leader is None:
            await self.notify(who)
            self.leader = who  # expect: ASF502
            return True
        return False


async def main(rooms: Rooms) -> None:
    await asyncio.gather(*(rooms.leave("a", str(n)) for n in range(3)), *(rooms.elect(str(n)) for n in range(3)))
