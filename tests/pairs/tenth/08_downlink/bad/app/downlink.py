import asyncio
import logging
from contextlib import suppress

from .quiet import FIRST, NETWORK, QUIET
from .store import FrameStore

log = logging.getLogger(__name__)


class Downlink:
    def __init__(self, reader, store: FrameStore):
        self.reader = reader
        self.store = store
        self._saves = set()
        self._pump_task = None

    async def pump(self):
        while True:
            try:
                frame = await self.reader.readexactly(128)
            except QUIET:  # expect: ASF401
                log.info("link went away")
                return
            await asyncio.shield(self.store.commit(frame))  # expect: ASF407

    async def race(self, first, second):
        a = asyncio.create_task(first.fetch())
        b = asyncio.create_task(second.fetch())
        done, _ = await asyncio.wait({a, b}, return_when=FIRST)  # expect: ASF408
        return done.pop().result()

    async def start(self):
        self._pump_task = asyncio.create_task(self.pump())

    async def stop(self):
        if self._pump_task is not None:
            self._pump_task.cancel()
            with suppress(*QUIET):
                await self._pump_task
        await self.store.close()
