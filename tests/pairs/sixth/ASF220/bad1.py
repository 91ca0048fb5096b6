import asyncio


class Presence:
    """Who is in which chat room."""

    def __init__(self):
        self.lock = asyncio.Lock()
        self.rooms = {}

    async def join(self, user, room):
        await self._change(user, room, True)

    async def leave(self, user, room):
        await self._change(user, room, False)

    async def _change(self, user, room, present):
        await asyncio.sleep(0)
        async with self.lock:  # expect: ASF220
            members = self.rooms.setdefault(room, set())
            if present:
                members.add(user)
            else:
                members.discard(user)
            if not members:
                self.rooms.pop(room)


async def main():
    presence = Presence()
    async with asyncio.TaskGroup() as group:
        for user in ("ann", "bob"):
            group.create_task(presence.join(user, "lobby"))
    await presence.leave("ann", "lobby")


asyncio.run(main())
