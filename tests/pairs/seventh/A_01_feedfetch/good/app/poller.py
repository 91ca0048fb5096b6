import asyncio
import logging
from urllib.parse import urlsplit

from . import web
from .parse import entries

log = logging.getLogger(__name__)


class FeedPoller:
    def __init__(self, session, notifier, seen=None):
        self.session = session
        self.notifier = notifier
        self.seen = seen if seen is not None else set()
        self.pending = set()

    async def poll(self, url):
        parts = urlsplit(url)
        robots = await asyncio.to_thread(web.robots_for, parts.netloc)
        if not web.allowed(robots, parts.path):
            log.info("%s is off limits", url)
            return 0
        resp = await self.session.get(url, timeout=10)
        resp.raise_for_status()
        fresh = 0
        for entry in entries(resp.text):
            if entry["id"] in self.seen:
                continue
            self.seen.add(entry["id"])
            fresh += 1
            task = asyncio.create_task(self.notifier.announce(entry))
            self.pending.add(task)
            task.add_done_callback(self.pending.discard)
        return fresh

    async def poll_all(self, urls):
        counts = await asyncio.gather(*(self.poll(u) for u in urls))
        return sum(counts)
