import asyncio
import getpass
import sys


class ChatClient:
    def __init__(self, host, port):
        self.host = host
        self.port = port
        self.reader = None
        self.writer = None

    async def connect(self, user):
        self.reader, self.writer = await asyncio.open_connection(self.host, self.port)
        secret = getpass.getpass(f"Password for {user}: ")  # expect: ASF110
        self.writer.write(f"{user}:{secret}\n".encode())
        await self.writer.drain()

    async def typing(self):
        while True:
            line = input("> ")  # expect: ASF110
            if line == "/quit":
                return
            self.writer.write(line.encode() + b"\n")
            await self.writer.drain()

    async def listen(self):
        async for line in self.reader:
            sys.stdout.write(line.decode())


async def main():
    client = ChatClient("chat.local", 6000)
    await client.connect("guest")
    async with asyncio.TaskGroup() as group:
        group.create_task(client.listen())
        group.create_task(client.typing())


asyncio.run(main())
