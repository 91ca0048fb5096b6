"""Connection pool of a small message broker client."""
from __future__ import annotations

import asyncio
import atexit
import logging
import weakref

log = logging.getLogger("broker")
_reapers: set[asyncio.Task[None]] = set()


class BrokerError(Exception):
    pass


class Connection:
    def __init__(self, reader, writer) -> None:
        self._loop = asyncio.get_running_loop()
        self._reader = reader
        self._writer = writer
        self.closed = False

    async def publish(self, topic: str, payload: bytes) -> None:
        if self.closed:
            raise BrokerError("closed")
        self._writer.write(topic.encode() + b" " + payload + b"\n")
        await self._writer.drain()

    async def close(self) -> None:
        self.closed = True
        self._writer.close()
        await self._writer.wait_closed()

    def __del__(self) -> None:
        if not self.closed and not self._loop.is_closed():
            self._loop.run_until_complete(self.close())  # expect: ASF416


class Subscription:
    def __init__(self, connection: Connection, topic: str) -> None:
        self._connection = connection
        self.topic = topic

    async def _leave(self) -> None:
        await self._connection.publish("unsubscribe", self.topic.encode())

    def _reap(self) -> None:
        task = asyncio.get_running_loop().create_task(self._leave())
        _reapers.add(task)
        task.add_done_callback(_reapers.discard)

    def __del__(self) -> None:
        log.debug("dropping %s", self.topic)
        self._reap()  # expect: ASF416


class Pool:
    def __init__(self, loop: asyncio.AbstractEventLoop, size: int = 4) -> None:
        self._loop = loop
        self.size = size
        self._idle: list[Connection] = []
        atexit.register(self._shutdown)

    async def _close_all(self) -> None:
        while self._idle:
            await self._idle.pop().close()

    def _shutdown(self) -> None:
        try:
            self._loop.run_until_complete(self._close_all())  # expect: ASF416
        except RuntimeError:
            log.exception("pool not closed")

    def put(self, connection: Connection) -> None:
        self._idle.append(connection)


class Consumer:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        loop = asyncio.get_running_loop()

        def farewell() -> None:
            log.debug("consumer gone")
            task = loop.create_task(connection.close())  # expect: ASF416
            _reapers.add(task)
            task.add_done_callback(_reapers.discard)

        self._finalizer = weakref.finalize(self, farewell)


async def open_pool(host: str) -> Pool:
    pool = Pool(asyncio.get_running_loop())
    for _ in range(pool.size):
        reader, writer = await asyncio.open_connection(host, 4222)
        pool.put(Connection(reader, writer))
    return pool
