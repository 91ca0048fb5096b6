import asyncio
import sqlite3

from websockets.asyncio.client import connect


class Feed:
    def __init__(self, url, db_path):
        self._url = url
        self._db_path = db_path
        self.received = 0

    def _insert(self, msg):
        db = sqlite3.connect(self._db_path)
        try:
            with db:
                db.execute("INSERT INTO events VALUES (?)", (msg,))
        finally:
            db.close()

    async def _store(self, msg):
        await asyncio.to_thread(self._insert, msg)
        self.received += 1

    async def _pump(self, queue):
        while True:
            await self._store(await queue.get())

    async def run(self, workers=3):
        queue = asyncio.Queue(maxsize=100)
        async with connect(self._url) as ws:
            async with asyncio.TaskGroup() as tg:
                for _ in range(workers):
                    tg.create_task(self._pump(queue))
                while True:
                    await queue.put(await ws.recv())
