import asyncio
from concurrent.futures import ThreadPoolExecutor

from .pack import expired, pack


class Archiver:
    def __init__(self, bucket, manifest, workers=2):
        self.bucket = bucket
        self.manifest = manifest
        self.pool = ThreadPoolExecutor(workers)

    async def archive(self, folder):
        loop = asyncio.get_running_loop()
        path = await loop.run_in_executor(self.pool, pack, folder)
        key = folder.strip("/").replace("/", "-")
        future = self.pool.submit(self.bucket.upload, path, key)
        where = await asyncio.wrap_future(future)
        self.manifest.add(key)
        return where

    async def prune(self, prefix, keep=7):
        names = []
        names += await asyncio.to_thread(lambda: list(self.bucket.keys(prefix)))
        for key in expired(names, keep):
            await asyncio.to_thread(
                self.bucket.s3.delete_object, Bucket=self.bucket.name, Key=key
            )
            await asyncio.sleep(0)
        return names

    async def save(self):
        text = self.manifest.text()
        await asyncio.to_thread(self._write, text)

    def _write(self, text):
        with open(self.manifest.path, "w") as fh:
            fh.write(text)

    async def archive_all(self, folders):
        running = [asyncio.ensure_future(self.archive(f)) for f in folders]
        done, pending = await asyncio.wait(running, timeout=3600)
        for task in pending:
            task.cancel()
        return [task.result() for task in done]
