import asyncio
import functools
import signal
import threading


class Daemon:
    def __init__(self, work):
        self.work = work
        self.tasks = set()
        self.stopping = asyncio.Event()

    async def close(self):
        await asyncio.sleep(0.1)
        self.stopping.set()

    def _spawn_close(self):
        task = asyncio.create_task(self.close())
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def _thread(self):
        asyncio.run(self.work())

    async def main(self):
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, self._spawn_close)
        loop.call_later(5, self.stopping.set)
        loop.call_soon(functools.partial(self._spawn_close))
        await self.stopping.wait()

    def start(self):
        thread = threading.Thread(target=self._thread)
        thread.start()
        return thread


async def size(name):
    await asyncio.sleep(0)
    return len(name)


async def sizes(names):
    return await asyncio.gather(*map(size, names))


async def one_by_one(names):
    result = []
    for coro in map(size, names):
        result.append(await coro)
    return result


async def ranked(names):
    pairs = [(await size(name), name) for name in names]
    return sorted(pairs, key=lambda pair: pair[0])


async def in_thread(names):
    return await asyncio.to_thread(lambda: asyncio.run(sizes(names)))


async def threadsafe(loop):
    job = asyncio.run_coroutine_threadsafe(size("abc"), loop)
    return await asyncio.wrap_future(job)
