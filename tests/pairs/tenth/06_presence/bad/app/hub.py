import asyncio
import logging

from .backend import Backend
from .state import Rooms, Stats

log = logging.getLogger(__name__)


class Hub:
    def __init__(self, host):
        self.backend = Backend(host)
        self.rooms = Rooms()
        self.stats = Stats()
        self._topic_lock = asyncio.Lock()

    async def handle(self, user, sock, lines):
        self.rooms.join(user, sock)
        try:
            async for line in lines:
                await self.broadcast(line)
        finally:
            self.rooms.leave(user)

    async def broadcast(self, text):
        for user, sock in self.rooms.members.items():  # expect: ASF801
            try:
                await self.backend.send(sock, text)
            except ConnectionError:
                log.info("lost %s", user)

    async def whisper(self, user, text):
        sock = self.rooms.members.get(user)
        if sock is None:
            return
        self.stats.delivered += await self.backend.send(sock, text)  # expect: ASF501

    async def topic(self, room):
        if room not in self.rooms.topics:
            self.rooms.topics[room] = await self.backend.load_topic(room)  # expect: ASF502
        return self.rooms.topics[room]

    def roster(self):
        return [user for user in self.rooms.members]
