"""Websocket session that ends when one of its two pumps ends."""
import asyncio as aio
from asyncio import FIRST_COMPLETED
from collections.abc import AsyncIterator


class Socket:
    def __init__(self) -> None:
        self.inbox: aio.Queue[str] = aio.Queue(100)

    async def send(self, text: str) -> None:
        await aio.sleep(0.01)
        print(text)

    async def messages(self) -> AsyncIterator[str]:
        while (text := await self.inbox.get()) != "close":
            yield text


class Session:
    def __init__(self, socket: Socket) -> None:
        self.socket = socket

    async def reader(self) -> int:
        count = 0
        async for _ in self.socket.messages():
            count += 1
        return count

    async def pinger(self) -> int:
        for number in range(100):
            await aio.sleep(10)
            await self.socket.send(f"ping {number}")
        return -1

    async def run(self) -> int:
        reader = aio.create_task(self.reader())
        pinger = aio.create_task(self.pinger())
        done, _pending = await aio.wait({reader, pinger}, return_when=FIRST_COMPLETED)  # expect: ASF408
        for task in done:
            return task.result()
        return 0


async def main() -> None:
    socket = Socket()
    await socket.inbox.put("hello")
    await socket.inbox.put("close")
    print(await Session(socket).run())


if __name__ == "__main__":
    aio.run(main())
