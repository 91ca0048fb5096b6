import asyncio
import logging

log = logging.getLogger(__name__)


class Service:
    def __init__(self, jobs, encoder, quota):
        self.jobs = jobs
        self.encoder = encoder
        self.quota = quota
        self.active = False

    async def accept(self, upload):
        if not self.quota.take():
            return "over quota"
        await asyncio.to_thread(self.jobs.prefetch, upload["paths"])
        try:
            results = await asyncio.to_thread(self.jobs.run_all, upload["paths"])
        except Exception:
            log.exception("upload failed")
            raise
        finally:
            self.quota.give()
        if self.quota.closed:
            return "closed"
        return dict(results)

    async def describe(self, path):
        return {"path": path, "duration": await asyncio.to_thread(self.encoder.duration, path)}


class Quota:
    def __init__(self, n):
        self.left = n
        self.closed = False

    def take(self):
        if self.closed or not self.left:
            return False
        self.left -= 1
        return True

    def give(self):
        self.left += 1
