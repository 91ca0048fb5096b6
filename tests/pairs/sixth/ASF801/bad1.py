"""Chat room over websockets."""
import json


class Room:
    def __init__(self, name):
        self.name = name
        self._members = set()
        self._by_nick = {}

    async def join(self, nick, socket):
        self._members.add(socket)
        self._by_nick[nick] = socket
        await self.broadcast({"joined": nick})

    def leave(self, nick):
        socket = self._by_nick.pop(nick)
        self._members.discard(socket)

    async def broadcast(self, message):
        text = json.dumps(message)
        for socket in self._members:  # expect: ASF801
            await socket.send(text)

    async def ping(self):
        silent = []
        for nick, socket in self._by_nick.items():  # expect: ASF801
            if not await socket.ping():
                silent.append(nick)
        for nick in silent:
            self.leave(nick)
