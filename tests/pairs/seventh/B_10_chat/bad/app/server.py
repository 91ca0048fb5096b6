import asyncio

from app.db import open_session
from app.profiles import load_profile


class ChatServer:
    def __init__(self, rooms):
        self.rooms = rooms

    async def who(self, name):
        room = await self.rooms.room(name)
        members = sorted(room.members)
        async with open_session() as session:
            pairs = await asyncio.gather(*(load_profile(session, m) for m in members))  # expect: ASF704
        return dict(pairs)

    async def on_message(self, user, message):
        if message["type"] == "join":
            await self.rooms.join(message["room"], user)
        elif message["type"] == "say":
            await self.rooms.say(message["room"], user, message["text"])
