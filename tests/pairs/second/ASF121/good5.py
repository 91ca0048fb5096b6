import asyncio
import functools
from typing import Callable, Iterator


class LogTail:
    def __init__(self, path: str) -> None:
        self._path = path

    def _lines(self) -> Iterator[str]:
        with open(self._path) as fh:
            yield from fh

    def _opener(self) -> Callable[[], object]:
        return functools.partial(open, self._path, "rb")

    async def lines(self) -> list[str]:
        gen = self._lines()
        return await asyncio.to_thread(list, gen)

    async def raw(self, loop: asyncio.AbstractEventLoop) -> object:
        return await loop.run_in_executor(None, self._opener())
