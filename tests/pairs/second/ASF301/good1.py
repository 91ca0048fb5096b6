import asyncio
from typing import Any, Awaitable, Callable, Coroutine


class Batch:
    def __init__(self, http) -> None:
        self._http = http
        self._pending: list[Coroutine[Any, Any, int]] = []
        self._later: dict[str, Callable[[], Awaitable[int]]] = {"home": lambda: self._get("/")}

    async def _get(self, path: str) -> int:
        return (await self._http.get(path)).status

    def add(self, path: str) -> None:
        self._pending.append(self._get(path))

    def get(self, path: str) -> Coroutine[Any, Any, int]:
        return self._get(path)

    async def run(self) -> list[int]:
        pending, self._pending = self._pending, []
        return await asyncio.gather(*pending)

    async def probe(self, name: str) -> int:
        coro = self._later[name]() if name in self._later else self.get("/" + name)
        return await asyncio.wait_for(coro, 5)
