"""Market data client with a background reader and a heartbeat."""
import asyncio
from collections.abc import Callable

import aiohttp


class MarketClient:
    def __init__(self, url: str, on_tick: Callable[[dict], None]) -> None:
        self.url = url
        self.on_tick = on_tick
        self._reader_task: asyncio.Task | None = None
        self._jobs: list[asyncio.Task] = []

    async def connect(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._reader_task = asyncio.create_task(self._read(socket))  # expect: ASF304
        await socket.send_json({"op": "hello"})

    async def _read(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            self.on_tick(message.json())

    async def _beat(self, socket: aiohttp.ClientWebSocketResponse, number: int) -> None:
        await asyncio.sleep(number * 10)
        await socket.send_json({"op": "ping", "n": number})

    def schedule(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        for number in range(3):
            self._jobs.append(asyncio.create_task(self._beat(socket, number)))  # expect: ASF304


async def main() -> None:
    client = MarketClient("wss://market.example.org", print)
    session = aiohttp.ClientSession()
    socket = await session.ws_connect(client.url)
    await client.connect(socket)
    client.schedule(socket)
    await asyncio.sleep(60)
    await socket.close()
    await session.close()


if __name__ == "__main__":
    asyncio.run(main())
