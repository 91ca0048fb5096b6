import asyncio
import signal


class Daemon:
    def __init__(self, server) -> None:
        self._server = server
        self._tasks: set[asyncio.Task] = set()

    def _spawn(self, coro) -> None:
        task = asyncio.get_running_loop().create_task(coro)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _refresh(self) -> None:
        await self._server.refresh()

    async def _shutdown(self, name: str) -> None:
        await self._server.close(name)

    async def start(self) -> None:
        loop = asyncio.get_running_loop()
        loop.call_later(30, lambda: self._spawn(self._refresh()))
        loop.add_signal_handler(signal.SIGTERM, lambda: self._spawn(self._shutdown("SIGTERM")))
        loop.call_soon(self._spawn, self._refresh())
