from __future__ import annotations

import json
from collections.abc import Callable

import trio


class ParseFailures(BaseExceptionGroup):  # expect: ASF419
    @property
    def sources(self) -> list[str]:
        return [str(error) for error in self.exceptions]


class Loader:
    def __init__(self, readers: list[Callable[[], str]]) -> None:
        self.readers = readers
        self.documents: list[dict] = []

    async def load(self, reader: Callable[[], str]) -> None:
        await trio.sleep(0)
        self.documents.append(json.loads(reader()))

    async def load_all(self) -> None:
        try:
            async with trio.open_nursery() as nursery:
                for reader in self.readers:
                    nursery.start_soon(self.load, reader)
        except* json.JSONDecodeError as problem:
            where = problem.lineno  # expect: ASF419
            print("syntax error in line", where)
        except* KeyError as missing:
            for error in missing.exceptions:
                raise error  # expect: ASF419
