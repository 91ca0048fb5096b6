"""Response matching of a smart-meter protocol."""
import asyncio
import logging

log = logging.getLogger("meter")


def resolve(future: asyncio.Future, value) -> None:
    if not future.done():
        future.set_result(value)


class Protocol(asyncio.Protocol):
    def __init__(self) -> None:
        self.waiters: dict[int, asyncio.Future] = {}
        self.closed = asyncio.get_running_loop().create_future()
        self.transport = None
        self.buffer = b""

    def connection_made(self, transport) -> None:
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while len(self.buffer) >= 4:
            frame, self.buffer = self.buffer[:4], self.buffer[4:]
            waiter = self.waiters.pop(frame[0], None)
            if waiter is not None and not waiter.cancelled():
                waiter.set_result(frame[1:])

    def connection_lost(self, exc: Exception | None) -> None:
        waiters, self.waiters = self.waiters, {}
        for waiter in waiters.values():
            if waiter.done():
                continue
            waiter.set_exception(exc or ConnectionError("closed"))
        resolve(self.closed, None)

    async def query(self, number: int) -> bytes:
        future = asyncio.get_running_loop().create_future()
        self.waiters[number] = future
        self.transport.write(bytes([number]))
        try:
            async with asyncio.timeout(3):
                return await future
        finally:
            self.waiters.pop(number, None)


async def once(register) -> object:
    future = asyncio.get_running_loop().create_future()

    def fired(value) -> None:
        try:
            future.set_result(value)
        except asyncio.InvalidStateError:
            log.debug("late value %r", value)

    register(fired)
    return await future


def completed(value) -> asyncio.Future:
    future = asyncio.get_running_loop().create_future()
    future.set_result(value)
    return future
