import asyncio
from typing import Any, Coroutine


class TaskRegistry:
    def __init__(self) -> None:
        self._tasks: set[asyncio.Task] = set()

    def create_task(self, coro: Coroutine[Any, Any, Any], name: str | None = None) -> asyncio.Task:
        task = asyncio.get_running_loop().create_task(coro, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def join(self) -> None:
        await asyncio.gather(*tuple(self._tasks))


class Integration:
    def __init__(self, hass, registry: TaskRegistry) -> None:
        self.hass = hass
        self._registry = registry

    async def _poll(self) -> None:
        await self.hass.poll()

    def on_event(self, event: dict) -> None:
        self._registry.create_task(self._poll(), name="poll")
        if event.get("urgent"):
            self.hass.async_create_task(self._poll())
