import logging

from . import hooks
from .contract import QuietPlugin
from .registry import atimed, timed

log = logging.getLogger(__name__)

EVENTS = {
    "connect": hooks.on_connect,
    "close": hooks.on_close,
    "idle": hooks.on_idle_async,
}


async def dispatch(event, host, peer):
    handler = EVENTS[event]
    await handler(host, peer)


class Banner(QuietPlugin):
    name = "banner"

    async def activate(self, host):
        log.info("banner on %s", host)
        host.banner = self.describe()


class Uplink(QuietPlugin):
    name = "uplink"

    def __init__(self, client):
        self.client = client

    @atimed
    async def activate(self, host):
        await self.client.connect(host.address)
        host.uplink = self.client

    @timed
    def describe(self):
        return f"uplink via {self.client}"

    async def deactivate(self):
        await self.client.close()
