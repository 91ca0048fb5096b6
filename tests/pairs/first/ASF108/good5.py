import asyncio
import os
from pathlib import PurePath


class Room:
    def __init__(self, name: str) -> None:
        self.name = name
        self.members: list[str] = []
        self.queue: dict[str, str] = {}

    def join(self, member: str) -> int:
        self.members.append(member)
        return len(self.members)

    async def greet(self, member: str, sep: str = ", ") -> str:
        position = self.join(member)
        note = self.queue.get(member, "")
        await asyncio.sleep(0)
        others = sep.join(self.members[:position])
        return f"{note} {others}".strip()


async def enter(room: Room, thread: str, base: str) -> str:
    room.join(thread)
    where = os.path.join(base, room.name)
    return str(PurePath(where).joinpath(thread))
