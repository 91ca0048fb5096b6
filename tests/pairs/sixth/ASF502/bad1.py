import asyncio


class Mailbox:
    def __init__(self, host: str) -> None:
        self.host = host
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.headers: dict[int, bytes] = {}

    async def connection(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self.streams is None:
            self.streams = await asyncio.open_connection(self.host, 143)  # expect: ASF502
        return self.streams

    async def fetch(self, number: int) -> bytes:
        reader, writer = await self.connection()
        writer.write(b"FETCH %d\r\n" % number)
        await writer.drain()
        return await reader.readline()

    async def header(self, number: int) -> bytes:
        if number not in self.headers:
            header = await self.fetch(number)
            self.headers[number] = header  # expect: ASF502
        return self.headers[number]


async def main() -> None:
    box = Mailbox("imap.internal")
    print(await asyncio.gather(box.header(1), box.header(1), box.header(2)))


if __name__ == "__main__":
    asyncio.run(main())
