import asyncio
import json

_handlers = {}


def handler(name):
    def register(function):
        _handlers[name] = function
        return function

    return register


@handler("ping")
async def on_ping(data):
    return data


async def run_all(data):
    for function in _handlers.values():
        await function(data)


class Room:
    def __init__(self):
        self._members = set()
        self._by_nick = {}
        self._topics = ["news", "sport"]
        self._guarded = []
        self._lock = asyncio.Lock()

    async def join(self, nick, socket):
        self._members.add(socket)
        self._by_nick[nick] = socket
        await self.broadcast({"joined": nick})

    def leave(self, nick):
        self._members.discard(self._by_nick.pop(nick))

    async def broadcast(self, message):
        text = json.dumps(message)
        for socket in list(self._members):
            await socket.send(text)

    async def ping(self):
        sockets = self._by_nick.copy()
        for nick, socket in sockets.items():
            if not await socket.ping():
                self.leave(nick)

    async def close(self):
        members, self._members = self._members, set()
        for socket in members:
            await socket.close()

    async def announce(self):
        names = [nick for nick in self._by_nick]
        await self.broadcast({"here": names})
        for topic in self._topics:
            await self.broadcast({"topic": topic})

    async def add_guard(self, guard):
        async with self._lock:
            self._guarded.append(guard)

    async def call_guards(self):
        async with self._lock:
            for guard in self._guarded:
                await guard()
