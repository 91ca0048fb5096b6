import asyncio

from app.db import open_session
from app.profiles import load_one


class ChatServer:
    def __init__(self, rooms):
        self.rooms = rooms

    async def who(self, name):
        room = await self.rooms.room(name)
        members = sorted(room.members)
        pairs = await asyncio.gather(*(load_one(open_session, m) for m in members))
        return dict(pairs)

    async def on_message(self, user, message):
        if message["type"] == "join":
            await self.rooms.join(message["room"], user)
        elif message["type"] == "say":
            await self.rooms.say(message["room"], user, message["text"])
