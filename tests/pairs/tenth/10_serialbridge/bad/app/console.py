import asyncio
import logging
from typing import TYPE_CHECKING

from . import context

if TYPE_CHECKING:
    from .bridge import Bridge
    from .reader import SerialReader

log = logging.getLogger(__name__)


class Console:
    def __init__(self, bridge: "Bridge", reader: "SerialReader"):
        self.bridge = bridge
        self.reader = reader

    async def _version(self):
        return "1.4"

    async def version(self):
        return self.bridge.call(self._version())  # expect: ASF120

    async def handle(self, request):
        context.current.request = request  # expect: ASF705
        try:
            event = await self.bridge.events.get()
            log.info("%s", context.tag(event))
            return event
        finally:
            self.reader.join()  # expect: ASF108

    async def close(self):
        self.reader.close()
        await asyncio.to_thread(self.reader.join)
