"""The set of clients changes while they are told."""
import asyncio


class Hub:
    def __init__(self) -> None:
        self.clients: set = set()
        self.rooms: dict[str, set] = {}

    async def join(self, client) -> None:
        self.clients.add(client)

    async def leave(self, client) -> None:
        self.clients.discard(client)

    def open(self, name: str) -> None:
        self.rooms[name] = set()

    async def broadcast(self, text: str) -> None:
        for client in self.clients:  # expect: ASF801
            await client.send(text)

    async def announce(self, text: str) -> None:
        for name, members in self.rooms.items():  # expect: ASF801
            await self.tell(name, members, text)

    async def tell(self, name: str, members: set, text: str) -> None:
        await asyncio.gather(*(member.send(f"{name}: {text}") for member in members))


sessions: dict[str, object] = {}


async def ping_all() -> None:
    for session in sessions.values():  # expect: ASF801
        await session.ping()


def close(name: str) -> None:
    sessions.pop(name, None)
