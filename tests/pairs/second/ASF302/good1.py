import inspect
from typing import Any, Coroutine, Optional


class Deferred:
    def __init__(self, http) -> None:
        self._http = http

    async def _load(self, path: str) -> bytes:
        return await self._http.get(path)

    def prepare(self, path: str) -> Optional[Coroutine[Any, Any, bytes]]:
        return self._load(path) if path else None

    async def run(self, path: str, dry: bool) -> Optional[bytes]:
        coro = self._load(path)
        if inspect.iscoroutine(coro) and coro.cr_frame is None:
            raise RuntimeError("already consumed")
        if dry:
            coro.close()
            return None
        return await coro

    async def maybe(self, path: str) -> Optional[bytes]:
        if (coro := self.prepare(path)) is None:
            return None
        return await coro
