"""Order book recorder: websocket in, database rows out."""
import asyncio
import logging
from contextlib import asynccontextmanager

LOG = logging.getLogger("recorder")


class FeedError(Exception):
    pass


class Store:
    def __init__(self, pool):
        self._pool = pool
        self.rows = 0

    @asynccontextmanager
    async def transaction(self):
        conn = await self._pool.acquire()
        try:
            yield conn
        finally:
            await self._pool.release(conn)  # expect: ASF403

    async def insert(self, symbol, price, size):
        async with self.transaction() as conn:
            await conn.execute("INSERT INTO ticks VALUES ($1, $2, $3)", symbol, price, size)
        self.rows += 1


class Feed:
    def __init__(self, socket, store):
        self._socket = socket
        self._store = store

    async def __aenter__(self):
        await self._socket.send_json({"op": "subscribe"})
        return self

    async def __aexit__(self, exc_type, exc, tb):
        await self._socket.send_json({"op": "unsubscribe"})  # expect: ASF403

    async def record(self, message):
        match message:
            case {"symbol": str(symbol), "px": price, "sz": size}:
                await self._store.insert(symbol, price, size)
            case {"error": text}:
                raise FeedError(text)
            case _:
                LOG.debug("ignored %r", message)

    async def run(self):
        try:
            async for message in self._socket:
                await self.record(message)
        except FeedError as exc:
            LOG.error("feed broke: %s", exc)
            await self._socket.send_json({"op": "reset"})  # expect: ASF403
            raise

    async def snapshot(self, symbols):
        try:
            for symbol in symbols:
                await self._socket.send_json({"op": "book", "symbol": symbol})
        except asyncio.CancelledError:
            if symbols:
                await self._socket.send_json({"op": "cancel"})  # expect: ASF403
            raise


async def ticks(feed_socket, limit):
    try:
        for _ in range(limit):
            yield await feed_socket.receive_json()
    finally:
        LOG.info("tick stream finished")


async def supervise(feed, attempts=5):
    for attempt in range(attempts):
        try:
            async with feed:
                await feed.run()
        except FeedError:
            await asyncio.sleep(2**attempt)
        else:
            return attempt
    return attempts
