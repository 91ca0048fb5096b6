"""Backend-neutral timer used by a small HTTP library."""
import asyncio
import logging
from typing import Any, Protocol

import anyio
import sniffio
import trio

log = logging.getLogger("backend")


class Backend(Protocol):
    async def sleep(self, seconds: float) -> None: ...


class TrioBackend:
    async def sleep(self, seconds: float) -> None:
        await trio.sleep(seconds)


class AsyncioBackend:
    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


async def pause(seconds: float) -> None:
    if sniffio.current_async_library() == "trio":
        await trio.sleep(seconds)
    else:
        await asyncio.sleep(seconds)


async def make_event() -> Any:
    library = sniffio.current_async_library()
    if library == "asyncio":
        event = asyncio.Event()
        event.set()
        await event.wait()
        return event
    gate = trio.Event()
    gate.set()
    await gate.wait()
    return gate


class Retry:
    def __init__(self, backend: Backend) -> None:
        self.backend = backend

    async def run(self, attempts: int) -> int:
        for attempt in range(attempts):
            try:
                with anyio.fail_after(5):
                    await self.backend.sleep(attempt / 10)
                return attempt
            except TimeoutError:
                log.info("attempt %d timed out", attempt)
        raise TimeoutError

    async def through_anyio(self, queue: "asyncio.Queue[int]") -> int:
        with anyio.move_on_after(1):
            return await queue.get()
        return -1


def in_thread(seconds: float) -> None:
    asyncio.run(asyncio.sleep(seconds))


async def from_trio() -> None:
    await trio.sleep(0.1)
    await trio.to_thread.run_sync(in_thread, 0.1)
    try:
        await trio.sleep(0.1)
    except (trio.Cancelled, asyncio.CancelledError):
        log.debug("cancelled")
        raise


async def from_asyncio() -> None:
    retry = Retry(AsyncioBackend())
    print(await retry.run(3), await retry.through_anyio(asyncio.Queue()))


if __name__ == "__main__":
    asyncio.run(from_asyncio())
    trio.run(from_trio)
