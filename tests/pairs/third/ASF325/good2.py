"""Protocol library that passes a loop only where it is still accepted."""
import asyncio
import concurrent.futures


class Connection:
    def __init__(self, loop: asyncio.AbstractEventLoop, host: str) -> None:
        self.loop = loop
        self.host = host
        self.queue: asyncio.Queue[bytes] = asyncio.Queue(maxsize=100)
        self.reader = asyncio.StreamReader(limit=1024, loop=loop)
        self.ready: asyncio.Future[bool] = asyncio.Future(loop=loop)

    async def feed(self, data: bytes) -> bytes:
        self.reader.feed_data(data)
        self.reader.feed_eof()
        if not self.ready.done():
            self.ready.set_result(True)
        return await self.reader.read()

    async def shout(self, data: bytes) -> bytes:
        task = asyncio.ensure_future(self.feed(data), loop=self.loop)
        return (await task).upper()

    async def offload(self, pool: concurrent.futures.Executor) -> int:
        return await asyncio.wrap_future(pool.submit(len, self.host), loop=self.loop)


async def session(host: str) -> bytes:
    connection = Connection(asyncio.get_running_loop(), host)
    print(len(asyncio.all_tasks(loop=connection.loop)))
    pool = concurrent.futures.ThreadPoolExecutor(1)
    print(await connection.offload(pool))
    pool.shutdown(wait=False)
    return await connection.shout(b"hello")


if __name__ == "__main__":
    print(asyncio.run(session("localhost")))
