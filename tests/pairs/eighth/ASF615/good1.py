"""Serial port driver: futures for replies, prompts and shutdown."""
import asyncio
import concurrent.futures
import contextlib
import logging
import threading

log = logging.getLogger("serial")


class Port(asyncio.Protocol):
    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.connected: asyncio.Future = loop.create_future()
        self.closed: asyncio.Future = loop.create_future()
        self._reply: asyncio.Future | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if not self.connected.done():
            self.connected.set_result(transport)

    def data_received(self, data: bytes) -> None:
        reply, self._reply = self._reply, None
        if reply is not None and not reply.cancelled():
            reply.set_result(data)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.connected.done():
            self.connected.set_exception(exc or ConnectionError("closed"))
        if not self.closed.done():
            self.closed.set_result(exc)

    def expect(self) -> asyncio.Future:
        self._reply = asyncio.get_running_loop().create_future()
        return self._reply


def resolve(future: asyncio.Future, value: object) -> None:
    if future.done():
        return
    future.set_result(value)


async def prompt(port: Port, timeout: float) -> object:
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    timer = loop.call_later(timeout, resolve, future, None)
    port.closed.add_done_callback(lambda _: resolve(future, None))
    try:
        return await future
    finally:
        timer.cancel()


def in_thread(function, *args) -> concurrent.futures.Future:
    """One party: the thread sets either a result or an exception."""
    future: concurrent.futures.Future = concurrent.futures.Future()

    def run() -> None:
        try:
            value = function(*args)
        except Exception as exc:
            future.set_exception(exc)
        else:
            future.set_result(value)

    threading.Thread(target=run, daemon=True).start()
    return future


def race(functions) -> object:
    winner: concurrent.futures.Future = concurrent.futures.Future()

    def run(function) -> None:
        value = function()
        with contextlib.suppress(concurrent.futures.InvalidStateError):
            winner.set_result(value)

    for function in functions:
        threading.Thread(target=run, args=(function,), daemon=True).start()
    return winner.result(timeout=10)


class Slots:
    """Each future is popped before it is resolved."""

    def __init__(self) -> None:
        self._pending: dict[int, asyncio.Future] = {}

    def resolve(self, number: int, value: bytes) -> None:
        if (future := self._pending.pop(number, None)) is not None:
            if not future.done():
                future.set_result(value)
        else:
            log.warning("no request %d", number)
