import asyncio
from contextlib import AsyncExitStack

import anyio
from anyio.abc import TaskGroup


class Server:
    def __init__(self, api) -> None:
        self._api = api
        self._stack = AsyncExitStack()
        self._tg: asyncio.TaskGroup | None = None

    async def _watch(self, name: str) -> None:
        await self._api.watch(name)

    async def __aenter__(self) -> "Server":
        self._tg = await self._stack.enter_async_context(asyncio.TaskGroup())
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self._stack.aclose()

    def watch(self, name: str) -> None:
        assert self._tg is not None
        self._tg.create_task(self._watch(name))


async def fan_out(api, names: list[str], tg: TaskGroup) -> None:
    for name in names:
        tg.start_soon(api.watch, name)
    await anyio.sleep(0)
