"""Exporter library: finalisers stay synchronous."""
import asyncio
import atexit
import logging
import os
import warnings
import weakref

log = logging.getLogger("exporter")

_buffer: list[str] = []


async def _flush_all() -> None:
    while _buffer:
        line = _buffer.pop()
        await asyncio.sleep(0)
        log.info("exported %s", line)


def _flush_at_exit() -> None:
    if _buffer:
        asyncio.run(_flush_all())


def _flush_by_hand() -> None:
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(_flush_all())
    finally:
        loop.close()


class Pipe:
    def __init__(self) -> None:
        self.read_fd, self.write_fd = os.pipe()
        self._finalizers = [weakref.finalize(self, os.close, fd) for fd in (self.read_fd, self.write_fd)]


class Board:
    """Kanban board; its tasks are cards."""

    def __init__(self) -> None:
        self.cards: list[str] = []

    def create_task(self, title: str) -> None:
        self.cards.append(title)

    def __del__(self) -> None:
        self.create_task("archived")


class Exporter:
    def __init__(self, transport: asyncio.Transport | None) -> None:
        self._transport = transport
        self._loop = asyncio.get_running_loop()
        self._worker: asyncio.Task[None] | None = None
        self.closed = False

    def start(self) -> None:
        self._worker = asyncio.create_task(self._run())

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(1)
            await _flush_all()

    def export(self, line: str) -> None:
        _buffer.append(line)

    async def __aenter__(self) -> "Exporter":
        self.start()
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, *exc: object) -> None:
        self.closed = True
        if self._worker is not None:
            self._worker.cancel()
            await asyncio.gather(self._worker, return_exceptions=True)

    def __del__(self) -> None:
        if self.closed:
            return
        warnings.warn(f"unclosed exporter {self!r}", ResourceWarning, stacklevel=2)
        if self._transport is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._transport.close)


async def main() -> None:
    pipe = Pipe()
    async with Exporter(None) as exporter:
        exporter.export(f"pipe {pipe.read_fd}")
        Board().create_task("ship")


if __name__ == "__main__":
    atexit.register(_flush_at_exit)
    atexit.register(_flush_by_hand)
    asyncio.run(main())
