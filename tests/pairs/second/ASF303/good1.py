import asyncio


class Jobs:
    def __init__(self, runner) -> None:
        self._runner = runner
        self._background: set[asyncio.Task] = set()
        self._by_id: dict[str, asyncio.Task] = {}

    def fire(self, name: str) -> None:
        task = asyncio.get_running_loop().create_task(self._runner.run(name))
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def start(self, ident: str) -> None:
        self._by_id[ident] = asyncio.create_task(self._runner.run(ident))

    async def stop(self, ident: str) -> None:
        if (task := self._by_id.pop(ident, None)) is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
