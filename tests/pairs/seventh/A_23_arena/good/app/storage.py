import asyncio
import json
import weakref


class Store:
    def __init__(self, path):
        self.path = path
        self.pending = []
        self._warn = weakref.finalize(self, print, "store gone:", path)

    def _dump(self, rows):
        with open(self.path, "a") as fh:
            fh.writelines(json.dumps(r) + "\n" for r in rows)

    async def write(self, row):
        self.pending.append(row)
        if len(self.pending) >= 5:
            await self.close()

    async def close(self):
        rows, self.pending = self.pending, []
        await asyncio.to_thread(self._dump, rows)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        await self.close()
