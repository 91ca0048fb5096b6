"""Chat rooms: members come and go while messages are delivered."""
import asyncio
import logging

log = logging.getLogger("rooms")
COMMANDS = {}


def command(name: str):
    def register(function):
        COMMANDS[name] = function
        return function

    return register


@command("who")
async def who(room: "Room") -> str:
    return ", ".join(room.names())


async def help_text(send) -> None:
    for name in COMMANDS:
        await send(name)


class Room:
    def __init__(self) -> None:
        self._members: dict[str, object] = {}
        self._pending: list[str] = []
        self._bots: frozenset = frozenset()
        self._lock = asyncio.Lock()
        self._guests: list = []

    def names(self) -> list[str]:
        return sorted(self._members)

    def join(self, name: str, socket) -> None:
        self._members[name] = socket

    def leave(self, name: str) -> None:
        self._members.pop(name, None)

    async def say(self, text: str) -> None:
        for name, socket in list(self._members.items()):
            if name in self._members:
                await socket.send(text)

    async def shout(self, text: str) -> None:
        await asyncio.gather(*(socket.send(text) for socket in self._members.values()))

    def note(self, text: str) -> None:
        self._pending.append(text)

    async def flush(self) -> None:
        pending, self._pending = self._pending, []
        for text in pending:
            await self.say(text)

    def add_bot(self, bot) -> None:
        self._bots = self._bots | {bot}

    async def tell_bots(self, text: str) -> None:
        for bot in self._bots:
            await bot.hear(text)

    async def admit(self, guest) -> None:
        async with self._lock:
            self._guests.append(guest)

    async def welcome(self) -> None:
        async with self._lock:
            for guest in self._guests:
                await guest.send("welcome")
            self._guests.clear()

    async def count(self) -> int:
        await asyncio.sleep(0)
        total = 0
        for socket in self._members.values():
            total += socket is not None
        return total


async def load(rows) -> list[str]:
    names: list[str] = []
    async for row in rows:
        names.append(row.name)
    for name in names:
        await asyncio.sleep(0)
        log.debug(name)
    return names
