"""Backend-neutral HTTP probe."""
from __future__ import annotations

import asyncio
import inspect
import logging
from typing import Any, Awaitable, Callable

import anyio
import sniffio
import trio
import trio_asyncio

log = logging.getLogger("probe")


async def pause(seconds: float) -> None:
    if sniffio.current_async_library() == "trio":
        await trio.sleep(seconds)
    else:
        await asyncio.sleep(seconds)


async def checkpoint() -> None:
    match sniffio.current_async_library():
        case "trio":
            await trio.lowlevel.checkpoint()
        case "asyncio":
            await asyncio.sleep(0)
        case other:
            raise RuntimeError(f"unsupported: {other}")


class Probe:
    def __init__(self, host: str) -> None:
        self.host = host

    async def banner(self) -> bytes:
        await pause(0.1)
        async with await anyio.connect_tcp(self.host, 22) as stream:
            return await stream.receive(64)

    async def with_callback(self, callback: Callable[[bytes], Any]) -> None:
        data = await self.banner()
        with trio.fail_after(2):
            outcome = callback(data)
            if asyncio.iscoroutinefunction(callback) or inspect.isawaitable(outcome):
                await outcome
            await trio.sleep(0)


async def run_asyncio(host: str) -> int:
    event = asyncio.Event()
    asyncio.get_running_loop().call_later(0.1, event.set)
    async with anyio.create_task_group() as tg:
        tg.start_soon(anyio.sleep, 0.1)
        await event.wait()
    await checkpoint()
    return len(host)


async def run_trio(host: str) -> int:
    await trio.sleep(0.1)
    legacy = await trio.to_thread.run_sync(asyncio.run, run_asyncio(host))
    return legacy + len(host)


async def run_bridged(host: str) -> str:
    async with trio_asyncio.open_loop():
        await trio.sleep(0.01)
        await trio_asyncio.aio_as_trio(asyncio.sleep)(0.01)
    return host


class AsyncioTimer:
    def start(self) -> Awaitable[None]:
        return asyncio.sleep(1)


class TrioTimer:
    def start(self) -> Awaitable[None]:
        return trio.sleep(1)


def main(backend: str) -> None:
    logging.basicConfig(level=logging.INFO)
    match backend:
        case "asyncio":
            log.info("%d", asyncio.run(run_asyncio("localhost")))
        case "trio":
            log.info("%d", trio.run(run_trio, "localhost"))
            log.info("%s", trio.run(run_bridged, "localhost"))
            trio.run(Probe("localhost").with_callback, print)
        case _:
            log.info("%s", anyio.run(Probe("localhost").banner))


if __name__ == "__main__":
    main("asyncio")
