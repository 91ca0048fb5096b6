import builtins
import gzip
import io
import json
from typing import AsyncIterator


class Replay:
    def __init__(self, path: str, sink) -> None:
        self._path = path
        self._sink = sink

    async def events(self) -> AsyncIterator[dict]:
        with gzip.open(self._path, "rt") as fh:  # expect: ASF104
            for line in fh:
                if not line.strip():
                    continue
                yield json.loads(line)

    async def checkpoint(self, offset: int) -> None:
        with io.open(self._path + ".pos", "w") as fh:  # expect: ASF104
            fh.write(str(offset))
        await self._sink.send(offset)

    async def resume(self) -> int:
        with builtins.open(self._path + ".pos") as fh:  # expect: ASF104
            return int(fh.read())
