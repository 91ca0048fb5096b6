"""Port forwarder that works below the streams."""
import asyncio
import socket


class Forwarder(asyncio.Protocol):
    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        if self.transport is not None:
            self.transport.write(data)


class Server:
    @classmethod
    async def create(cls, host: str, port: int) -> asyncio.Server:
        return await asyncio.get_event_loop().create_server(Forwarder, host, port)  # expect: ASF327

    @staticmethod
    async def resolve(host: str) -> list[str]:
        infos = await (loop := asyncio.get_event_loop()).getaddrinfo(host, 80)  # expect: ASF327
        print(loop.is_running())
        return [info[4][0] for info in infos if info[0] == socket.AF_INET]


async def main() -> None:
    print(await Server.resolve("localhost"))
    server = await Server.create("localhost", 7000)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
