import asyncio

CLOSING: set[asyncio.Task[None]] = set()


class Connection:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer
        self.loop = asyncio.get_running_loop()

    @classmethod
    async def open(cls, host: str) -> "Connection":
        return cls(*await asyncio.open_connection(host, 6379))

    async def close(self) -> None:
        self.writer.close()
        await self.writer.wait_closed()

    def __del__(self) -> None:
        if not self.loop.is_closed():
            task = self.loop.create_task(self.close())  # expect: ASF416
            CLOSING.add(task)
            task.add_done_callback(CLOSING.discard)


class Pool:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.idle: list[Connection] = []

    async def drain(self) -> None:
        while self.idle:
            await self.idle.pop().close()

    def __del__(self) -> None:
        self.loop.run_until_complete(self.drain())  # expect: ASF416
