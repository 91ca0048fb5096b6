"""A tiny chat server with presence and periodic pings."""
from __future__ import annotations

import asyncio
import logging
import signal
from typing import Any, Coroutine

log = logging.getLogger("chat")

spawn = asyncio.ensure_future


class Client:
    def __init__(self, name: str, writer: asyncio.StreamWriter) -> None:
        self.name = name
        self.writer = writer

    async def send(self, text: str) -> None:
        self.writer.write(text.encode() + b"\n")
        await self.writer.drain()


class Room:
    def __init__(self) -> None:
        self.clients: dict[str, Client] = {}

    def _later(self, coro: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        loop = asyncio.get_running_loop()
        return loop.create_task(coro)

    async def _ping(self, client: Client) -> None:
        while client.name in self.clients:
            await client.send("PING")
            await asyncio.sleep(30)

    def broadcast(self, text: str, *, skip: str = "") -> None:
        [asyncio.create_task(c.send(text)) for c in self.clients.values() if c.name != skip]  # expect: ASF303

    async def join(self, client: Client) -> None:
        self.clients[client.name] = client
        self._later(self._ping(client))  # expect: ASF303
        self.broadcast(f"{client.name} joined", skip=client.name)
        await client.send("welcome")

    async def leave(self, client: Client, *, quiet: bool = False) -> None:
        self.clients.pop(client.name, None)
        quiet or spawn(self._farewell(client))  # expect: ASF303
        client.writer.close()
        await client.writer.wait_closed()

    async def _farewell(self, client: Client) -> None:
        for other in list(self.clients.values()):
            await other.send(f"{client.name} left")


async def flush_logs(interval: float) -> None:
    while True:
        await asyncio.sleep(interval)
        for handler in log.handlers:
            handler.flush()


async def serve(host: str, port: int) -> None:
    room = Room()
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)

    async def on_connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        client = Client((await reader.readline()).decode().strip(), writer)
        await room.join(client)
        try:
            while line := await reader.readline():
                room.broadcast(line.decode().strip(), skip=client.name)
        finally:
            await room.leave(client)

    server, flusher = await asyncio.start_server(on_connect, host, port), asyncio.create_task(flush_logs(5))  # expect: ASF303
    async with server:
        await stop.wait()
    log.info("stopped")


if __name__ == "__main__":
    asyncio.run(serve("127.0.0.1", 9999))
