"""Copies, and tables that are complete after import."""
import asyncio

HANDLERS: dict[str, object] = {}


def handler(name: str):
    def register(function):
        HANDLERS[name] = function
        return function

    return register


class Hub:
    def __init__(self) -> None:
        self.clients: set = set()
        self.fixed = ("a", "b")
        self.lock = asyncio.Lock()
        self.guarded: list = []

    def join(self, client) -> None:
        self.clients.add(client)

    def leave(self, client) -> None:
        self.clients.discard(client)

    async def broadcast(self, text: str) -> None:
        for client in list(self.clients):
            await client.send(text)
        for name in self.fixed:
            await asyncio.sleep(len(name))

    async def add(self, item) -> None:
        async with self.lock:
            self.guarded.append(item)

    async def flush(self) -> None:
        async with self.lock:
            for item in self.guarded:
                await item.flush()


async def run_all() -> None:
    for function in HANDLERS.values():
        await function()
