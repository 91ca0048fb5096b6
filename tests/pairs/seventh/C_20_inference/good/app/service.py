import asyncio
import logging

from . import channels, usage
from .batcher import Batcher

log = logging.getLogger(__name__)


class Service:
    def __init__(self, model, usage_url):
        self.usage_url = usage_url
        self.requests = channels.handoff()
        self.urgent = channels.outbox(8)
        self.batcher = Batcher(model)
        self.served = 0
        self.reports = set()

    def _count(self, task):
        if not task.cancelled() and task.exception() is None:
            self.served += len(task.result())
            log.info("%d rows served", self.served)

    def _account(self, task):
        self._count(task)
        report = asyncio.create_task(asyncio.to_thread(usage.report, self.usage_url, self.served))
        self.reports.add(report)
        report.add_done_callback(self.reports.discard)

    async def intake(self):
        while True:
            await self.batcher.add(await self.requests.get())

    async def fast_lane(self, model):
        while True:
            row = await self.urgent.get()
            await model.predict([row])

    def drop_urgent(self):
        while True:
            try:
                self.urgent.get_nowait()
            except asyncio.QueueEmpty:
                break

    async def work(self, model):
        while True:
            batch = await self.batcher.take()
            task = asyncio.create_task(model.predict(batch))
            task.add_done_callback(self._account)
            await task

    async def close(self):
        await (await self.batcher.flush(self._count))
