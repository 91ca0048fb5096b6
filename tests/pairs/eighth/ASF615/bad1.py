"""Request/response client over a message bus."""
import asyncio
import concurrent.futures
import logging
import threading

log = logging.getLogger("bus")


class Bus:
    def __init__(self, transport) -> None:
        self._transport = transport
        self._waiting: dict[str, asyncio.Future] = {}

    async def request(self, key: str, body: bytes, timeout: float) -> bytes:
        loop = asyncio.get_running_loop()
        future: asyncio.Future = loop.create_future()
        self._waiting[key] = future
        timer = loop.call_later(timeout, self._expired, key)
        try:
            self._transport.send(key, body)
            return await future
        finally:
            timer.cancel()
            del self._waiting[key]

    def _expired(self, key: str) -> None:
        self._waiting[key].set_exception(TimeoutError(key))  # expect: ASF615

    def on_message(self, key: str, body: bytes) -> None:
        if (future := self._waiting.get(key)) is not None:
            future.set_result(body)  # expect: ASF615


class Handshake(asyncio.Protocol):
    def __init__(self, ready: asyncio.Future) -> None:
        self._ready = ready

    def data_received(self, data: bytes) -> None:
        self._ready.set_result(data)  # expect: ASF615

    def connection_lost(self, exc: Exception | None) -> None:
        log.info("connection lost")
        self._ready.set_exception(exc or ConnectionResetError())  # expect: ASF615


def fastest(mirrors: list, path: str) -> bytes:
    """The first mirror that answers wins."""
    answer: concurrent.futures.Future = concurrent.futures.Future()

    def ask(mirror) -> None:
        data = mirror.get(path)
        answer.set_result(data)  # expect: ASF615

    threads = [threading.Thread(target=ask, args=(m,), daemon=True) for m in mirrors]
    for thread in threads:
        thread.start()
    return answer.result(timeout=30)


async def first_event(sources: list, names: set[str]) -> str:
    future = asyncio.get_running_loop().create_future()

    def fire(name: str) -> None:
        if name in names:
            future.set_result(name)  # expect: ASF615

    for source in sources:
        source.subscribe(fire)
    return await future
