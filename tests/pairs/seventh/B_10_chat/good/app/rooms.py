import asyncio
from collections import Counter


class Room:
    def __init__(self, name, history):
        self.name = name
        self.history = list(history)
        self.members = set()


class Rooms:
    def __init__(self, archive, bus):
        self._archive = archive
        self._bus = bus
        self._rooms = {}
        self._online = Counter()
        self.messages = 0
        self._opening = asyncio.Lock()

    async def room(self, name):
        async with self._opening:
            if name not in self._rooms:
                history = await self._archive.tail(name, 50)
                self._rooms[name] = Room(name, history)
        return self._rooms[name]

    async def join(self, name, user):
        room = await self.room(name)
        room.members.add(user)
        self._online[user] += 1
        await self._bus.publish("join", {"room": name, "user": user})

    async def say(self, name, user, text):
        room = await self.room(name)
        room.history.append((user, text))
        self.messages += 1
        await self._bus.publish("say", {"room": name, "user": user, "text": text})
