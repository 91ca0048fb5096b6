import asyncio
import json


class History:
    def __init__(self, path):
        self.path = path
        self.rows = []
        self.saving = set()

    def _append(self, row):
        with open(self.path, "a") as fh:
            fh.write(json.dumps(row) + "\n")

    async def commit(self, host, size):
        row = {"host": host, "size": size}
        self.rows.append(row)
        await asyncio.to_thread(self._append, row)

    def begin(self, host, size):
        task = asyncio.ensure_future(self.commit(host, size))
        self.saving.add(task)
        task.add_done_callback(self.saving.discard)
        return task
