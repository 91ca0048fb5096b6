"""RPC client over a message bus: replies, timeouts and disconnects."""
import asyncio
import itertools
import json
import logging
from concurrent.futures import Future as ThreadFuture

log = logging.getLogger("rpc")


class RpcError(Exception):
    pass


class Client:
    def __init__(self, transport, timeout: float = 5.0) -> None:
        self.transport = transport
        self.timeout = timeout
        self._ids = itertools.count(1)
        self._pending: dict[int, asyncio.Future] = {}
        self._ready: asyncio.Future | None = None

    async def call(self, method: str, **params):
        loop = asyncio.get_running_loop()
        number = next(self._ids)
        future = loop.create_future()
        self._pending[number] = future
        loop.call_later(self.timeout, self._expire, number)
        await self.transport.send(json.dumps({"id": number, "method": method, "params": params}))
        return await future

    def _expire(self, number: int) -> None:
        future = self._pending.get(number)
        if future is not None:
            future.set_exception(TimeoutError(f"call {number}"))  # expect: ASF615

    def on_message(self, raw: str) -> None:
        message = json.loads(raw)
        match message:
            case {"id": number, "error": error}:
                self._pending[number].set_exception(RpcError(error))  # expect: ASF615
            case {"id": number, "result": result}:
                self._pending[number].set_result(result)  # expect: ASF615
            case _:
                log.warning("unexpected message %r", message)

    async def connect(self) -> None:
        self._ready = asyncio.get_running_loop().create_future()
        await self.transport.open(self)
        await self._ready

    def connection_made(self) -> None:
        self._ready.set_result(None)  # expect: ASF615

    def connection_lost(self, exc: Exception | None) -> None:
        self._ready.set_exception(exc or ConnectionError("closed"))  # expect: ASF615
        log.info("connection lost: %s", exc)


class Ticket:
    def __init__(self) -> None:
        self.outcome: ThreadFuture = ThreadFuture()

    def finish(self, value) -> None:
        if not self.outcome.done():
            self.outcome.set_result(value)
