"""Broker connection with a receive queue, a window and a write lock."""
import asyncio
import logging
from asyncio import wait_for as bounded
from functools import partial

log = logging.getLogger("broker")


class Window:
    def __init__(self, size: int) -> None:
        self._slots = asyncio.Semaphore(size)
        self.in_flight = 0

    async def enter(self, limit: float) -> bool:
        try:
            await asyncio.wait_for(self._slots.acquire(), limit)  # expect: ASF412
        except TimeoutError:
            return False
        self.in_flight += 1
        return True

    def leave(self) -> None:
        self.in_flight -= 1
        self._slots.release()


class Inbox(asyncio.PriorityQueue):
    """Messages by priority."""


class Connection:
    def __init__(self) -> None:
        self.inbox: Inbox = Inbox(maxsize=100)
        self.window = Window(4)
        self.write_lock = asyncio.Lock()
        self.written: list[bytes] = []

    async def receive(self, limit: float) -> tuple[int, bytes] | None:
        receive = self.inbox.get
        try:
            return await bounded(receive(), timeout=limit)  # expect: ASF412
        except TimeoutError:
            log.debug("nothing for %s s", limit)
            return None

    async def write(self, data: bytes) -> bool:
        within = partial(asyncio.wait_for, timeout=2)
        try:
            await within(self.write_lock.acquire())  # expect: ASF412
        except TimeoutError:
            return False
        try:
            await asyncio.sleep(0)
            self.written.append(data)
        finally:
            self.write_lock.release()
        return True

    async def drain(self) -> int:
        count = 0
        while True:
            pending = self.inbox.get()
            try:
                priority, body = await asyncio.wait_for(pending, 0.1)  # expect: ASF412
            except TimeoutError:
                return count
            log.info("%d: %r", priority, body)
            count += 1


async def main() -> None:
    connection = Connection()
    await connection.inbox.put((1, b"hello"))
    if await connection.window.enter(1.0):
        print(await connection.receive(1.0), await connection.write(b"ok"))
        connection.window.leave()
    print(await connection.drain())


if __name__ == "__main__":
    asyncio.run(main())
