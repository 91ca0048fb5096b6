"""Chat server whose calls of coroutine functions stand alone."""
import asyncio


class Client:
    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self.writer = writer
        self.outbox: asyncio.Queue[str] = asyncio.Queue()

    async def send(self, text: str) -> None:
        self.writer.write(text.encode())
        self.writer.drain()  # expect: ASF301

    async def pump(self) -> None:
        while True:
            text = await self.outbox.get()
            await self.send(text)
            asyncio.sleep(0.01)  # expect: ASF301


class Room:
    def __init__(self) -> None:
        self.clients: list[Client] = []

    async def broadcast(self, text: str) -> None:
        for client in list(self.clients):
            client.outbox.put(text)  # expect: ASF301

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        client = Client(writer)
        self.clients.append(client)
        while line := await reader.readline():
            await self.broadcast(line.decode())
        self.clients.remove(client)
        writer.close()
        writer.wait_closed()  # expect: ASF301
