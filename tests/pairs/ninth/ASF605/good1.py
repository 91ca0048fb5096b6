"""Image thumbnailer with threaded and asyncio queues."""
import asyncio
import contextlib
import logging
import queue
import threading

log = logging.getLogger("thumbs")


class Thumbnailer:
    def __init__(self, backend) -> None:
        self.backend = backend
        self.jobs: queue.Queue = queue.Queue(maxsize=32)
        self.results: queue.Queue = queue.Queue()
        self.thread = threading.Thread(target=self._work, daemon=True)

    @contextlib.contextmanager
    def _next(self):
        job = self.jobs.get()
        try:
            yield job
        finally:
            self.jobs.task_done()

    def _work(self) -> None:
        while True:
            with self._next() as job:
                if job is None:
                    return
                if job.size == 0:
                    continue
                self.results.put(self.backend.resize(job))

    def run(self, jobs: list) -> list:
        self.thread.start()
        for job in jobs:
            self.jobs.put(job)
        self.jobs.join()
        out = []
        with contextlib.suppress(queue.Empty):
            while True:
                out.append(self.results.get_nowait())
        return out


class Uploader:
    def __init__(self, client) -> None:
        self.client = client
        self.queue: asyncio.Queue = asyncio.Queue(maxsize=16)
        self.skipped = 0

    async def worker(self) -> None:
        while True:
            item = await self.queue.get()
            try:
                if item.private:
                    self.skipped += 1
                    continue
                await self.client.put(item)
            except OSError:
                log.exception("upload of %s", item)
            finally:
                self.queue.task_done()

    async def strict(self) -> None:
        while True:
            item = await self.queue.get()
            if item.private:
                self.queue.task_done()
                continue
            await self.client.put(item)
            self.queue.task_done()

    async def run(self, items: list) -> None:
        async with asyncio.TaskGroup() as tg:
            workers = [tg.create_task(self.worker()), tg.create_task(self.strict())]
            for item in items:
                await self.queue.put(item)
            await self.queue.join()
            for worker in workers:
                worker.cancel()
