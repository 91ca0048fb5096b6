"""Config service: writes survive an impatient caller."""
from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

import anyio

log = logging.getLogger(__name__)


class ConfigService:
    def __init__(self, backend) -> None:
        self._backend = backend
        self._running: set[asyncio.Task[Any]] = set()
        self._reload: asyncio.Task[None] | None = None

    def _keep(self, coro: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        task = asyncio.get_running_loop().create_task(coro)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    async def put(self, key: str, value: str) -> None:
        await asyncio.shield(self._keep(self._backend.put(key, value)))

    async def delete(self, key: str) -> bool:
        task = asyncio.create_task(self._backend.delete(key))
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            log.info("finishing delete of %s", key)
            await task
            raise

    async def _read_all(self) -> None:
        for key in await self._backend.keys():
            log.debug("%s", await self._backend.get(key))

    async def reload(self) -> None:
        if self._reload is None or self._reload.done():
            self._reload = asyncio.create_task(self._read_all())
        await asyncio.shield(self._reload)

    async def import_many(self, items: dict[str, str]) -> None:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._backend.put(k, v)) for k, v in items.items()]
            for task in tasks:
                await asyncio.shield(task)

    async def dump(self, path: str) -> None:
        text = "\n".join(await self._backend.keys())
        with anyio.CancelScope(shield=True):
            await anyio.Path(path).write_text(text)

    async def wait_turn(self, gate: asyncio.Future[int]) -> int:
        return await asyncio.wait_for(asyncio.shield(gate), 5)

    async def drain(self) -> None:
        pending = list(self._running)
        for outcome in await asyncio.gather(*pending, return_exceptions=True):
            if isinstance(outcome, Exception):
                log.error("write failed: %r", outcome)


class Paint:
    def shield(self, colour: str) -> str:
        return f"shield in {colour}"


def paint_all(paint: Paint, colours: list[str]) -> list[str]:
    return [paint.shield(colour) for colour in colours]
