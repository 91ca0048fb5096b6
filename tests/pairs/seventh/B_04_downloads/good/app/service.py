import asyncio

from app.limits import make_gate
from app.watch import FolderWatcher


class DownloadService:
    def __init__(self, client, folder, limit=4):
        self._client = client
        self._gate = make_gate(limit)
        self._queue = asyncio.Queue()
        self._loop = None
        self._watcher = FolderWatcher(folder, self._on_file)
        self.bytes_done = 0
        self.started = 0

    def _on_file(self, path):
        target = path.read_text().strip()
        self._loop.call_soon_threadsafe(self._queue.put_nowait, target)

    async def _download(self, url):
        async with self._gate:
            resp = await self._client.get(url)
            return len(resp.content)

    async def _worker(self):
        while True:
            url = await self._queue.get()
            self.started += 1
            try:
                size = await self._download(url)
                self.bytes_done += size
            finally:
                self._queue.task_done()

    async def run(self, workers=4):
        self._loop = asyncio.get_running_loop()
        self._watcher.start()
        try:
            async with asyncio.TaskGroup() as tg:
                for _ in range(workers):
                    tg.create_task(self._worker())
        finally:
            self._watcher.stop()
