import asyncio
import signal
import subprocess
import time
from functools import partial


class Reloader:
    def __init__(self, loop):
        self.loop = loop
        self.tasks = set()
        self.wanted = asyncio.Event()
        self.stamp = 0.0

    def install(self):
        self.loop.add_signal_handler(signal.SIGHUP, self.wanted.set)
        self.loop.add_signal_handler(signal.SIGTERM, self._stop)
        self.loop.call_later(5, self._stamp)
        self.loop.call_soon(partial(print, "installed"))

    def _stop(self):
        self.loop.stop()

    def _stamp(self):
        self.stamp = time.monotonic()

    def _offload(self):
        job = self.loop.run_in_executor(None, self._reload)
        self.tasks.add(job)
        job.add_done_callback(self.tasks.discard)

    def _reload(self):
        subprocess.run(["nginx", "-s", "reload"], check=False)
        time.sleep(0.5)

    async def run(self):
        self.install()
        while True:
            await self.wanted.wait()
            self.wanted.clear()
            self.loop.call_soon(self._offload)


def done(task):
    if not task.cancelled() and task.exception() is None:
        print(task.result())


async def answer():
    await asyncio.sleep(0.1)
    return 42


async def main():
    task = asyncio.create_task(answer())
    task.add_done_callback(done)
    task.add_done_callback(lambda t: print("end", t.get_name()))
    await task


asyncio.run(main())
