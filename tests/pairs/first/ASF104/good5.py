import asyncio
import functools
import json


class Journal:
    def __init__(self, path: str) -> None:
        self.path = path
        self._pending: list[dict] = []

    def _append(self, entries: list[dict]) -> int:
        with open(self.path, "a", encoding="utf-8") as fh:
            for entry in entries:
                fh.write(json.dumps(entry) + "\n")
        return len(entries)

    def add(self, entry: dict) -> None:
        self._pending.append(entry)

    async def flush(self) -> int:
        batch, self._pending = self._pending, []
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(None, functools.partial(self._append, batch))
