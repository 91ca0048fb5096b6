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

    async def room(self, name):
        if name not in self._rooms:
            history = await self._archive.tail(name, 50)
            self._rooms[name] = Room(name, history)  # expect: ASF502
        return self._rooms[name]

    async def join(self, name, user):
        room = await self.room(name)
        room.members.add(user)
        count = self._online[user]
        await self._bus.publish("join", {"room": name, "user": user})
        self._online[user] = count + 1  # expect: ASF501

    async def say(self, name, user, text):
        room = await self.room(name)
        room.history.append((user, text))
        self.messages += 1
        await self._bus.publish("say", {"room": name, "user": user, "text": text})
