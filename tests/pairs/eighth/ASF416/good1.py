"""Metrics client with a local spool."""
from __future__ import annotations

import asyncio
import atexit
import logging
import os
import warnings
import weakref

log = logging.getLogger(__name__)


async def send_last(lines: list[str]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", 8125)
    writer.write("\n".join(lines).encode())
    await writer.drain()
    writer.close()


class Metrics:
    def __init__(self, transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._lines: list[str] = []
        self._senders: dict[str, asyncio.Task[None]] = {}
        self.closed = False
        atexit.register(self._flush_at_exit)

    def _flush_at_exit(self) -> None:
        if self._lines:
            asyncio.run(send_last(self._lines))

    def count(self, name: str) -> None:
        self._lines.append(f"{name}:1|c")

    def __delitem__(self, name: str) -> None:
        task = self._loop.create_task(self._forget(name))
        self._senders[name] = task
        task.add_done_callback(lambda _: self._senders.pop(name, None))

    async def _forget(self, name: str) -> None:
        await asyncio.sleep(0)
        log.info("forgot %s", name)

    async def aclose(self) -> None:
        self.closed = True
        self._transport.close()
        await asyncio.sleep(0)

    def __del__(self) -> None:
        if not self.closed:
            warnings.warn(f"unclosed {self!r}", ResourceWarning, source=self)
            self._transport.abort()
            context = {"message": "unclosed metrics client", "client": repr(self)}
            self._loop.call_exception_handler(context)


class Spool:
    def __init__(self, fd: int) -> None:
        self.fd = fd
        self._finalizer = weakref.finalize(self, os.close, fd)

    def close(self) -> None:
        self._finalizer()


def say_goodbye(lines: list[str]) -> None:
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(send_last(lines))
    finally:
        loop.close()


class Reporter:
    def __init__(self) -> None:
        self.lines: list[str] = []

    async def __aenter__(self) -> "Reporter":
        self._task = asyncio.create_task(self._run())
        return self

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(10)
            log.info("%d lines", len(self.lines))

    async def __aexit__(self, *exc) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)


def main() -> None:
    farewell = ["bye:1|c"]
    atexit.register(say_goodbye, farewell)
    print("ready")


if __name__ == "__main__":
    main()
