"""Port forwarder whose plain callback asks for the loop that runs it."""
import asyncio


class Ticker:
    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.count = 0

    def tick(self) -> None:
        self.count += 1
        if self.count < self.limit:
            asyncio.get_running_loop().call_later(0.01, self.tick)


class Forwarder(asyncio.Protocol):
    def connection_made(self, transport: asyncio.Transport) -> None:
        self.transport = transport
        self.opened = asyncio.get_running_loop().time()

    def data_received(self, data: bytes) -> None:
        self.transport.write(data)


async def main() -> None:
    ticker = Ticker(3)
    loop = asyncio.get_running_loop()
    loop.call_soon(ticker.tick)
    names = [name for name in dir(asyncio) if name == "get_event_loop"]
    describe = getattr(asyncio, names[0]).__doc__
    print(len(describe or ""), asyncio.get_event_loop.__name__)
    server = await loop.create_server(Forwarder, "localhost", 7000)
    async with server:
        await asyncio.sleep(1)


if __name__ == "__main__":
    asyncio.run(main())
