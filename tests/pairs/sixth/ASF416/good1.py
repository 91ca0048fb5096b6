import asyncio
import atexit
import warnings
import weakref

import httpx


class Connection:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer
        self.closed = False

    async def close(self) -> None:
        self.closed = True
        self.writer.close()
        await self.writer.wait_closed()

    async def __aenter__(self) -> "Connection":
        return self

    async def __aexit__(self, *exc_info) -> None:
        await self.close()

    def __del__(self) -> None:
        if not self.closed:
            warnings.warn(f"unclosed {self!r}", ResourceWarning, source=self)


class Handle:
    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self.transport = transport
        self._finalizer = weakref.finalize(self, loop.call_soon_threadsafe, transport.close)


async def send_report() -> None:
    async with httpx.AsyncClient() as client:
        await client.post("https://reports.internal/exit")


def report_exit() -> None:
    asyncio.run(send_report())


def report_with_own_loop() -> None:
    loop = asyncio.new_event_loop()
    loop.run_until_complete(send_report())
    loop.close()


class Runner:
    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()

    def close(self) -> None:
        self.loop.run_until_complete(self.loop.shutdown_asyncgens())
        self.loop.close()


atexit.register(report_exit)
atexit.register(report_with_own_loop)
