import asyncio


class Announcer:
    async def announce(self, text):
        await self.broadcast("*", text)

    async def broadcast(self, sender, text):
        raise NotImplementedError


class Room(Announcer):
    def __init__(self, name):
        self.name = name
        self.members = {}

    def join(self, nick, link):
        self.members[nick] = link

    def leave(self, nick):
        self.members.pop(nick, None)

    async def broadcast(self, sender, text):
        for nick, link in self.members.items():  # expect: ASF801
            if nick != sender:
                await link.send(f"[{self.name}] {sender}: {text}")

    def roster(self):
        return [f"{nick} {link.describe()}" for nick, link in self.members.items()]

    async def shut(self):
        links = list(self.members.values())
        self.members.clear()
        await asyncio.gather(*(link.close() for link in links))


class Lobby:
    def __init__(self):
        self.rooms = {}

    def room(self, name):
        if name not in self.rooms:
            self.rooms[name] = Room(name)
        return self.rooms[name]
