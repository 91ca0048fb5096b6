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
        with self.locked() as roster:  # expect: ASF201
            roster[nick] = peer
            await peer.send(f"welcome to {self.name}")
        self.announce(f"{nick} joined")  # expect: ASF301

    async def replay(self, peer, limit=20):
        for line in jn.history(self.journal.path, limit):  # expect: ASF120
            await peer.send(line)

    async def about(self):
        return f"{self.journal.label} on {self.journal.origin}"  # expect: ASF120

    async def greet_later(self, peer):
        self._greeting = asyncio.create_task(peer.send("hello"))  # expect: ASF304
        log.debug("greeting queued in %s", self.name)

    def _greeted(self, task):
        if not task.cancelled() and task.exception():
            log.error("greeting failed", exc_info=task.exception())

    def backlog(self, limit):
        return jn.history(self.journal.path, limit)
