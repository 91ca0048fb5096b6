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
        return await self._dial

    async def wait_up(self, limit):
        async with asyncio.timeout(limit):
            await self.link.came_up.wait()

    async def retune(self, speed):
        log.info("speed %s", speed)
        async with self.feed.updates:
            self.feed.version += 1
            self.feed.updates.notify_all()

    async def settle(self):
        while not self.link.up:
            log.debug("link is down")
            await self.link.connect()
        return True


class QuietPump(AlarmPump):
    """Swallows what is older than the newest alarm."""

    def sound(self, alarm):
        while True:
            try:
                alarm = self.feed.alarms.get_nowait()
            except queue.Empty:
                break
        super().sound(alarm)


def start_pumps(feed: Feed, horn):
    pumps = [QuietPump(feed, horn), AlarmPump(feed, horn)]
    for pump in pumps:
        pump.start()
    return pumps
