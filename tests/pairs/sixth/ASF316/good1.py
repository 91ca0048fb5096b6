import asyncio

import anyio
import sniffio
import trio


async def pause(seconds: float) -> None:
    library = sniffio.current_async_library()
    if library == "trio":
        await trio.sleep(seconds)
    else:
        await asyncio.sleep(seconds)


async def portable_event():
    if sniffio.current_async_library() == "asyncio":
        event = asyncio.Event()
        event.set()
        await event.wait()
    else:
        event = trio.Event()
        event.set()
        await event.wait()
    return event


class AsyncioBackend:
    async def wait(self, seconds: float) -> None:
        await asyncio.sleep(seconds)

    async def call(self, fn, *args):
        return await asyncio.to_thread(fn, *args)


class TrioBackend:
    async def wait(self, seconds: float) -> None:
        await trio.sleep(seconds)

    async def call(self, fn, *args):
        return await trio.to_thread.run_sync(fn, *args)


async def on_asyncio() -> None:
    async with anyio.create_task_group() as group:
        group.start_soon(anyio.sleep, 0.1)
    await asyncio.sleep(0.1)


def main(backend: str) -> None:
    if backend == "trio":
        trio.run(TrioBackend().wait, 0.1)
    else:
        asyncio.run(on_asyncio())


if __name__ == "__main__":
    main("trio")
