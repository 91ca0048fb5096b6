import asyncio
import time


async def spawn(coro, background: set) -> asyncio.Task:
    def settle(task: asyncio.Task) -> None:
        background.discard(task)
        time.sleep(0.2)

    task = asyncio.create_task(coro)
    background.add(task)
    task.add_done_callback(settle)  # expect: ASF112
    return task


async def debounce() -> None:
    loop = asyncio.get_running_loop()
    loop.call_soon(lambda: time.sleep(0.05))  # expect: ASF112
    await asyncio.sleep(0)
