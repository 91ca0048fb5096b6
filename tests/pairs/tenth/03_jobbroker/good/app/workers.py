import asyncio
import logging

from .channels import Empty, JobChannel
from .threads import InboxThread

log = logging.getLogger(__name__)


async def consume(channel: JobChannel, handler):
    while True:
        job = await channel.queue.get()
        try:
            if job.cancelled:
                log.info("skipping %s", job.id)
                continue
            await handler(job)
        except ValueError:
            log.exception("job %s", job.id)
        finally:
            channel.queue.task_done()


class Archiver(InboxThread):
    def __init__(self, sink):
        super().__init__("archiver")
        self.sink = sink

    def run(self):
        while not self.stopping:
            item = self.inbox.get()
            if item is None:
                break
            self.sink.write(item)


class Metrics(InboxThread):
    def __init__(self, registry):
        super().__init__("metrics")
        self.daemon = True
        self.registry = registry

    def run(self):
        while True:
            try:
                name, value = self.inbox.get(timeout=1.0)
            except Empty:
                continue
            self.registry.observe(name, value)


async def flush(channel: JobChannel, grace):
    async with asyncio.timeout(grace):
        await channel.drained()


def take_spare(channel: JobChannel):
    if not channel.queue.empty():
        spare = channel.queue.get_nowait()
        channel.queue.task_done()
        return spare
    return None
