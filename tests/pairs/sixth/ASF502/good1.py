import asyncio


class Mailbox:
    def __init__(self, host: str) -> None:
        self.host = host
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.headers: dict[int, asyncio.Task[bytes]] = {}
        self.bodies: dict[int, bytes] = {}
        self.lock = asyncio.Lock()
        self.busy = False

    async def connection(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        async with self.lock:
            if self.streams is None:
                self.streams = await asyncio.open_connection(self.host, 143)
            return self.streams

    async def fetch(self, number: int) -> bytes:
        reader, writer = await self.connection()
        writer.write(b"FETCH %d\r\n" % number)
        await writer.drain()
        return await reader.readline()

    async def header(self, number: int) -> bytes:
        if number not in self.headers:
            self.headers[number] = asyncio.create_task(self.fetch(number))
        return await self.headers[number]

    async def body(self, number: int) -> bytes:
        if number not in self.bodies:
            data = await self.fetch(number)
            if number not in self.bodies:
                self.bodies[number] = data
        return self.bodies[number]

    async def sync(self, numbers: list[int]) -> bool:
        if self.busy:
            return False
        self.busy = True
        try:
            for number in numbers:
                await self.header(number)
        finally:
            self.busy = False
        return True

    async def local_cache(self, numbers: list[int]) -> dict[int, bytes]:
        seen: dict[int, bytes] = {}
        for number in numbers:
            if number not in seen:
                seen[number] = await self.fetch(number)
        return seen


async def main() -> None:
    box = Mailbox("imap.internal")
    await asyncio.gather(box.header(1), box.body(1), box.sync([1, 2]), box.local_cache([3]))


asyncio.run(main())
