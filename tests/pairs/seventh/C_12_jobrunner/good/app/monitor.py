import asyncio
import logging

from .tasks import free_space

log = logging.getLogger(__name__)


class DiskMonitor:
    def __init__(self, loop, mount, period=60):
        self.loop = loop
        self.mount = mount
        self.period = period
        self.handle = None
        self.low = False
        self.pending = None

    def arm(self):
        self.handle = self.loop.call_later(self.period, self.check)

    def check(self):
        self.pending = self.loop.create_task(self._check())

    async def _check(self):
        avail = await asyncio.to_thread(free_space, self.mount)
        self.low = avail < 1_000_000
        if self.low:
            log.warning("%s is nearly full", self.mount)
        self.arm()

    def disarm(self):
        if self.handle:
            self.handle.cancel()
        if self.pending:
            self.pending.cancel()
