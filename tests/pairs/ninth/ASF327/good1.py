"""Loop-aware helpers of an RPC server."""
import asyncio
import logging
from typing import Any, Callable

log = logging.getLogger("rpc.loop")


class LoopHolder:
    """Remembers the loop it was started on."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None

    def get_event_loop(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            raise RuntimeError("not started")
        return self._loop

    async def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        await asyncio.sleep(0)


class Server(LoopHolder):
    def __init__(self) -> None:
        super().__init__()
        self.fired: list[float] = []

    def _fire(self) -> None:
        self.fired.append(asyncio.get_running_loop().time())

    async def soon(self, callback: Callable[[], Any]) -> None:
        loop = self.get_event_loop()
        loop.call_soon(callback)
        await asyncio.sleep(0)

    async def arm(self, delay: float) -> asyncio.TimerHandle:
        get_loop = asyncio.get_running_loop
        handle = get_loop().call_later(delay, self._fire)
        await self.soon(self._fire)
        return handle

    async def debug(self) -> bool:
        task = asyncio.current_task()
        assert task is not None
        await asyncio.sleep(0)
        return task.get_loop().get_debug()


def run(server: Server) -> list[float]:
    async def amain() -> None:
        await server.start()
        handle = await server.arm(0.5)
        log.debug("debug mode: %s", await server.debug())
        handle.cancel()

    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        loop.run_until_complete(amain())
    finally:
        asyncio.set_event_loop(None)
        loop.close()
    return server.fired


if __name__ == "__main__":
    print(run(Server()))
