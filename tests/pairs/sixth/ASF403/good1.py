import asyncio


class Transfer:
    def __init__(self, host: str) -> None:
        self.host = host
        self.finished = asyncio.Event()
        self.closing: set[asyncio.Task[None]] = set()

    async def send(self, block: bytes) -> bytes:
        reader, writer = await asyncio.open_connection(self.host, 2121)
        try:
            writer.write(block)
            await writer.drain()
            return await reader.readline()
        finally:
            writer.close()
            self.finished.set()

    async def retrying(self, block: bytes) -> bytes:
        for attempt in range(3):
            try:
                return await self.send(block)
            except ConnectionError:
                await asyncio.sleep(2**attempt)
        return b""

    async def detached(self, block: bytes) -> bytes:
        try:
            return await self.send(block)
        finally:
            task = asyncio.create_task(self.farewell())
            self.closing.add(task)
            task.add_done_callback(self.closing.discard)

    async def farewell(self) -> None:
        await asyncio.sleep(0.1)

    async def __aenter__(self) -> "Transfer":
        await self.send(b"hello")
        return self

    async def __aexit__(self, *exc_info) -> None:
        self.finished.set()


async def nested_definition(transfer: Transfer):
    try:
        await transfer.send(b"x")
    finally:
        async def later() -> None:
            await asyncio.sleep(1)

        transfer.later = later
