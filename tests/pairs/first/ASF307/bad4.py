import asyncio
import signal


async def shutdown(signum: int = signal.SIGTERM) -> None:
    await asyncio.sleep(0)
    print("bye", signum)


class Jobs:
    def __init__(self) -> None:
        self.tasks: set[asyncio.Task] = set()

    async def _finished(self, task: asyncio.Task) -> None:
        self.tasks.discard(task)
        await asyncio.sleep(0)

    def add(self, coro) -> None:
        task = asyncio.create_task(coro)
        self.tasks.add(task)
        task.add_done_callback(self._finished)  # expect: ASF307

    def install(self) -> None:
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, shutdown)  # expect: ASF307
