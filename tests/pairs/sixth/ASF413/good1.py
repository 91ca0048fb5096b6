import asyncio
import queue
import threading


class Client:
    def __init__(self, host: str, timeout: float) -> None:
        self.host = host
        self.timeout = timeout

    async def request(self, line: bytes) -> bytes:
        reader, writer = await asyncio.open_connection(self.host, 7)
        writer.write(line)
        await writer.drain()
        answer = await reader.readline()
        writer.close()
        return answer

    async def bounded(self, line: bytes) -> bytes:
        async with asyncio.timeout(self.timeout):
            return await self.request(line)

    async def until(self, deadline: float) -> bytes:
        async with asyncio.timeout_at(deadline):
            return await self.request(b"now\n")


class Inbox:
    def __init__(self) -> None:
        self.items: queue.Queue[str] = queue.Queue()
        self.closed = threading.Event()

    def take(self, timeout: float) -> str:
        return self.items.get(timeout=timeout)

    def wait_closed(self, timeout: float | None = None) -> bool:
        return self.closed.wait(timeout)


async def on_timeout(timeout_count: int) -> int:
    timeout = 2 * timeout_count
    await asyncio.sleep(timeout)
    return timeout


async def configure(host: str) -> Client:
    def build(timeout: float) -> Client:
        return Client(host, timeout)

    await asyncio.sleep(0)
    return build(timeout=3)
