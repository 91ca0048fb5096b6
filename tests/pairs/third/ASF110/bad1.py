"""Interactive chat client for the terminal."""
import asyncio


class ChatClient:
    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port

    async def session(self) -> None:
        reader, writer = await asyncio.open_connection(self.host, self.port)
        receiver = asyncio.create_task(self.receive(reader))
        while True:
            text = input("> ")  # expect: ASF110
            if text in ("/quit", "/exit"):
                break
            writer.write(text.encode() + b"\n")
            await writer.drain()
        receiver.cancel()
        writer.close()
        await writer.wait_closed()

    async def receive(self, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            print("<", line.decode().rstrip())


async def main() -> None:
    client = ChatClient("localhost", 7000)
    await client.session()


if __name__ == "__main__":
    asyncio.run(main())
