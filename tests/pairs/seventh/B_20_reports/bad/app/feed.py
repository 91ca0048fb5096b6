import asyncio

from websockets.asyncio.client import connect


class Feed:
    def __init__(self, url, db):
        self._url = url
        self._db = db
        self.received = 0

    async def _store(self, msg):
        await asyncio.to_thread(self._db.execute, "INSERT INTO events VALUES (?)", (msg,))  # expect: ASF702
        self.received += 1

    async def _pump(self, ws):
        while True:
            await self._store(await ws.recv())

    async def run(self, workers=3):
        async with connect(self._url) as ws:
            async with asyncio.TaskGroup() as tg:
                for _ in range(workers):
                    tg.create_task(self._pump(ws))  # expect: ASF704
