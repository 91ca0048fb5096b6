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
            except NETWORK:
                log.info("link went away")
                return
            save = asyncio.ensure_future(self.store.commit(frame))
            self._saves.add(save)
            save.add_done_callback(self._saves.discard)
            await asyncio.shield(save)

    async def race(self, first, second):
        a = asyncio.create_task(first.fetch())
        b = asyncio.create_task(second.fetch())
        done, pending = await asyncio.wait({a, b}, return_when=FIRST)
        for loser in pending:
            loser.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        return done.pop().result()

    async def start(self):
        self._pump_task = asyncio.create_task(self.pump())

    async def stop(self):
        if self._pump_task is not None:
            self._pump_task.cancel()
            with suppress(*QUIET):
                await self._pump_task
        await self.store.close()
