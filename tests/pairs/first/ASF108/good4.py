import asyncio
import contextlib


async def race(coros) -> object:
    tasks = {asyncio.ensure_future(c) for c in coros}
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    for task in pending:
        with contextlib.suppress(asyncio.CancelledError):
            await task
    return next(iter(done)).result()


class Calls:
    def __init__(self) -> None:
        self.failures: list[BaseException] = []
        self.values: list[object] = []

    def _finished(self, task: "asyncio.Task[object]") -> None:
        if (error := task.exception()) is not None:
            self.failures.append(error)
        else:
            self.values.append(task.result())

    async def call(self, coro) -> object:
        task = asyncio.create_task(coro)
        task.add_done_callback(self._finished)
        await asyncio.wait([task])
        return task.result()
