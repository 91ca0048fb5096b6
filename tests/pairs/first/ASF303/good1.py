import asyncio


class Scheduler:
    def __init__(self) -> None:
        self._tasks: set[asyncio.Task] = set()
        self._named: dict[str, asyncio.Task] = {}
        self._main: asyncio.Task | None = None

    def spawn(self, coro) -> None:
        task = asyncio.create_task(coro)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def spawn_named(self, name: str, coro) -> None:
        self._named[name] = asyncio.ensure_future(coro)

    def spawn_main(self, coro) -> None:
        loop = asyncio.get_running_loop()
        self._main = loop.create_task(coro)

    async def close(self) -> None:
        for task in self._named.values():
            task.cancel()
        await asyncio.gather(*self._named.values(), *self._tasks, return_exceptions=True)
        if self._main is not None:
            await self._main
