"""Text-to-speech connection pool."""
import asyncio
import contextlib
import logging
from asyncio import ensure_future as later

log = logging.getLogger("tts.pool")


class Connection:
    def __init__(self, ident: int) -> None:
        self.ident = ident
        self.busy = False
        self._closed = asyncio.Event()

    async def ping(self) -> None:
        await asyncio.sleep(0.05)

    async def aclose(self) -> None:
        await asyncio.sleep(0.1)
        self._closed.set()

    def mark_stale(self) -> None:
        if not self._closed.is_set():
            log.info("connection %d is stale", self.ident)
            later(self.aclose())  # expect: ASF303


class Pool:
    def __init__(self, size: int) -> None:
        self.size = size
        self._idle: list[Connection] = []
        self._reaper: asyncio.Task[None] | None = None
        self._count = 0

    async def start(self) -> None:
        self._reaper = asyncio.create_task(self._reap())
        for _ in range(self.size):
            self._idle.append(self._make())
        loop = asyncio.get_running_loop()
        spawn = loop.create_task
        for conn in self._idle:
            spawn(conn.ping(), name=f"ping-{conn.ident}")  # expect: ASF303

    def _make(self) -> Connection:
        self._count += 1
        return Connection(self._count)

    async def _reap(self) -> None:
        while True:
            await asyncio.sleep(30)
            stale = [c for c in self._idle if not c.busy]
            for conn in stale:
                conn.mark_stale()

    @contextlib.contextmanager
    def lease(self):
        conn = self._idle.pop() if self._idle else self._make()
        conn.busy = True
        try:
            yield conn
        finally:
            conn.busy = False
            if len(self._idle) >= self.size:
                closing = asyncio.create_task(conn.aclose())  # expect: ASF303
            else:
                self._idle.append(conn)

    async def warm_up(self) -> None:
        log.debug("warming %d connections", len(self._idle))
        [asyncio.create_task(conn.ping()) for conn in self._idle]  # expect: ASF303

    async def stop(self) -> None:
        if self._reaper is not None:
            self._reaper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reaper
        await asyncio.gather(*(c.aclose() for c in self._idle))


async def main() -> None:
    pool = Pool(3)
    await pool.start()
    await pool.warm_up()
    with pool.lease() as conn:
        await conn.ping()
    await pool.stop()


if __name__ == "__main__":
    asyncio.run(main())
