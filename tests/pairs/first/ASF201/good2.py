import asyncio
import threading


class Hub:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tasks: list[asyncio.Task] = []
        self._hooks: list = []

    async def _ping(self, peer) -> None:
        await peer.send(b"ping")

    async def add(self, peer) -> None:
        with self._lock:

            async def on_close() -> None:
                await peer.send(b"bye")

            self._hooks.append(on_close)
            self._tasks.append(asyncio.create_task(self._ping(peer)))

    async def close(self) -> None:
        with self._lock:
            tasks = list(self._tasks)
            hooks = list(self._hooks)
        await asyncio.gather(*tasks)
        for hook in hooks:
            await hook()
