import asyncio
import json


class Store:
    def __init__(self, path):
        self.path = path
        self.pending = []
        self.loop = asyncio.get_running_loop()

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

    def _finish(self):
        if self.pending:
            self.loop.create_task(self.close())

    def __del__(self):
        self._finish()  # expect: ASF416
