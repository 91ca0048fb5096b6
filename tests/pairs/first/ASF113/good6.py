import asyncio
import functools
from typing import Any


def timed(func):
    @functools.wraps(func)
    def wrapper(*args: Any) -> Any:
        return func(*args)

    return wrapper


class Jobs:
    def __init__(self, plugin) -> None:
        self.plugin = plugin
        self.done: list[str] = []

    def _finish(self, name: str) -> int:
        self.done.append(name)
        return len(self.done)

    def _select(self, fast: bool):
        if fast:
            return self._finish
        return functools.partial(self._finish, "slow")

    async def run(self) -> None:
        await asyncio.to_thread(self._select(True), "fast")
        await asyncio.to_thread(self._select(False))
        await asyncio.to_thread(timed(self._finish), "timed")
        await asyncio.to_thread(self.plugin.prepare("index"))
