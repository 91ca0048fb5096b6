import contextlib

import anyio
import anyio.from_thread
import anyio.to_thread
import trio


async def notify(text: str) -> None:
    await anyio.sleep(0)
    print(text)


def thread_job(text: str) -> str:
    anyio.from_thread.run(notify, text)
    return text.upper()


async def run(text: str) -> str:
    async with anyio.create_task_group() as group:
        group.start_soon(notify, text)
        return_value = await anyio.to_thread.run_sync(thread_job, text)
    return return_value


async def run_trio(text: str) -> None:
    async with contextlib.AsyncExitStack() as stack:
        stack.push_async_callback(notify, text)
        async with trio.open_nursery() as nursery:
            nursery.start_soon(trio.sleep, 1)
