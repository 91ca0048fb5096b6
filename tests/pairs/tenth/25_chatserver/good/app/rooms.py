import asyncio
import logging

import app
import app.journal as jn
from app import Service

log = logging.getLogger(__name__)


class Room(Service):
    def __init__(self, name, path):
        super().__init__(name)
        self.journal = app.Journal(path)
        self._greeting = None

    async def enter(self, nick, peer):
        with self.locked() as roster:
            roster[nick] = peer
        await peer.send(f"welcome to {self.name}")
        await self.announce(f"{nick} joined")

    async def replay(self, peer, limit=20):
        for line in await asyncio.to_thread(lambda: list(jn.history(self.journal.path, limit))):
            await peer.send(line)

    async def about(self):
        origin = await asyncio.to_thread(lambda: self.journal.origin)
        return f"{self.journal.label} on {origin}"

    async def greet_later(self, peer):
        self._greeting = asyncio.create_task(peer.send("hello"))
        self._greeting.add_done_callback(self._greeted)
        log.debug("greeting queued in %s", self.name)

    def _greeted(self, task):
        if not task.cancelled() and task.exception():
            log.error("greeting failed", exc_info=task.exception())

    def backlog(self, limit):
        return jn.history(self.journal.path, limit)
