"""Async client library with best-effort cleanup."""
import asyncio
import atexit
import logging
import weakref
from typing import Any

log = logging.getLogger("client")

_closing: "set[asyncio.Task[None]]" = set()


class Transport:
    def __init__(self, host: str) -> None:
        self.host = host
        self.open = True

    async def send(self, data: bytes) -> int:
        await asyncio.sleep(0.01)
        return len(data)

    async def aclose(self) -> None:
        await asyncio.sleep(0.05)
        self.open = False


def _dispose(loop: asyncio.AbstractEventLoop, transport: Transport) -> None:
    if transport.open and not loop.is_closed():
        log.warning("transport to %s was not closed", transport.host)
        loop.run_until_complete(transport.aclose())  # expect: ASF416


class Session:
    def __init__(self, host: str) -> None:
        self.transport = Transport(host)
        self._loop = asyncio.get_running_loop()
        self._finalizer = weakref.finalize(self, _dispose, self._loop, self.transport)

    async def request(self, verb: str, **params: Any) -> int:
        body = f"{verb} {params}".encode()
        return await self.transport.send(body)

    async def close(self) -> None:
        self._finalizer.detach()
        await self.transport.aclose()


class Cursor:
    def __init__(self, session: Session, name: str) -> None:
        self.session = session
        self.name = name
        self._loop = asyncio.get_running_loop()

    async def fetch(self) -> int:
        return await self.session.request("fetch", cursor=self.name)

    async def _release(self) -> None:
        await self.session.request("release", cursor=self.name)

    def release_soon(self) -> None:
        spawn = self._loop.create_task
        task = spawn(self._release())
        _closing.add(task)
        task.add_done_callback(_closing.discard)

    def __del__(self) -> None:
        if not self._loop.is_closed():
            self.release_soon()  # expect: ASF416


class Registry:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.sessions: list[Session] = []
        self._watches: list[weakref.ref[Cursor]] = []
        atexit.register(self.shutdown)

    def watch(self, cursor: Cursor) -> None:
        session, name = cursor.session, cursor.name
        self._watches.append(weakref.ref(
            cursor,
            lambda _: self.loop.run_until_complete(self.forget(session, name)),  # expect: ASF416
        ))

    async def forget(self, session: Session, name: str) -> None:
        await session.request("forget", cursor=name)

    def shutdown(self) -> None:
        for session in self.sessions:
            try:
                self.loop.run_until_complete(session.close())  # expect: ASF416
            except RuntimeError:
                log.debug("loop is gone")


async def main() -> None:
    registry = Registry(asyncio.get_running_loop())
    session = Session("db.local")
    registry.sessions.append(session)
    cursor = Cursor(session, "c1")
    registry.watch(cursor)
    print(await cursor.fetch())


if __name__ == "__main__":
    asyncio.run(main())
