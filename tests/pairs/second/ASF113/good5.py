import asyncio
import threading
from typing import Any, Callable


class Session:
    def __init__(self, plugin: Any, make_job: Callable[[str], Any]) -> None:
        self._plugin = plugin
        self._make_job = make_job

    def _limits(self) -> tuple[int, int]:
        return 1, 10

    def _work(self, limits: tuple[int, int]) -> int:
        return limits[1] - limits[0]

    @classmethod
    def finisher(cls, name: str) -> "Callable[[], str]":
        return name.title

    async def run(self, name: str) -> int:
        await asyncio.to_thread(self._make_job(name))
        await asyncio.to_thread(self._plugin.build_job(name))
        await asyncio.to_thread(self.finisher(name))
        return await asyncio.to_thread(self._work, self._limits())

    def start(self, name: str) -> threading.Thread:
        thread = threading.Thread(target=self._plugin.target_for(name), args=(self._limits(),))
        thread.start()
        return thread
