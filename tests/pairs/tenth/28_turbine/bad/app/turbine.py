import asyncio
import logging
import queue

from .feed import AlarmPump, Feed
from .link import Link

log = logging.getLogger(__name__)


class Turbine:
    def __init__(self, host):
        self.link = Link(host)
        self.feed = Feed()
        self._dial = None

    async def start(self):
        self._dial = asyncio.create_task(self.link.connect())
        while not self.link.ready:  # expect: ASF405
            await asyncio.sleep(0.1)
        return await self._dial

    async def wait_up(self, limit):
        async with asyncio.timeout(limit):
            await self.link.came_up.wait()

    async def retune(self, speed):
        log.info("speed %s", speed)
        self.feed.changed.set()  # expect: ASF604
        self.feed.changed.clear()

    async def settle(self):
        while not self.link.up:  # expect: ASF111
            log.debug("link is down")
        return True


class QuietPump(AlarmPump):
    """Swallows what is older than the newest alarm."""

    def sound(self, alarm):
        while not self.feed.alarms.empty():
            alarm = self.feed.alarms.get()  # expect: ASF606
        super().sound(alarm)


def start_pumps(feed: Feed, horn):
    pumps = [QuietPump(feed, horn), AlarmPump(feed, horn)]
    for pump in pumps:
        pump.start()
    return pumps
