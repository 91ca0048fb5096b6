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
        robots = web.robots_for(self.session, parts.netloc)  # expect: ASF120
        if not web.allowed(robots, parts.path):
            log.info("%s is off limits", url)
            return 0
        resp = self.session.get(url, timeout=10)  # expect: ASF102
        resp.raise_for_status()
        fresh = 0
        for entry in entries(resp.text):
            if entry["id"] in self.seen:
                continue
            self.seen.add(entry["id"])
            fresh += 1
            asyncio.create_task(self.notifier.announce(entry))  # expect: ASF303
        return fresh

    async def poll_all(self, urls):
        counts = await asyncio.gather(*(self.poll(u) for u in urls))
        return sum(counts)
