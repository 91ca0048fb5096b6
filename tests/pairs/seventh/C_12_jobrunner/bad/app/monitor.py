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

    def arm(self):
        self.handle = self.loop.call_later(self.period, self.check)  # expect: ASF112

    def check(self):
        self.low = free_space(self.mount) < 1_000_000
        if self.low:
            log.warning("%s is nearly full", self.mount)
        self.arm()

    def disarm(self):
        if self.handle:
            self.handle.cancel()
