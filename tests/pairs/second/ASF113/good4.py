import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Callable


def _identity(value: Any) -> Any:
    return value


DECODERS: dict[str, Callable[[Any], Any]] = {"int": int, "float": float, "none": _identity}


class Decoder:
    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool
        self._overrides: dict[str, Callable[[Any], Any]] = {}

    def _resolve(self, kind: str):
        if kind in self._overrides:
            return self._overrides[kind]
        return DECODERS[kind]

    def do_raw(self, value: Any) -> Any:
        return value

    async def decode(self, kind: str, value: Any) -> Any:
        if kind.startswith("raw"):
            return await asyncio.to_thread(getattr(self, f"do_{kind}"), value)
        fut = self._pool.submit(DECODERS.get(kind, _identity), value)
        first = await asyncio.wrap_future(fut)
        return await asyncio.to_thread(self._resolve(kind), first)
