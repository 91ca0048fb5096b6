import logging
import anyio

from .groups import STARTUP_LIMIT, group, limit, scope
from .server import Server, dial, pump

log = logging.getLogger(__name__)


class Tunnel:
    def __init__(self, port, sink):
        self.server = Server(port)
        self.sink = sink
        self._group = None

    async def __aenter__(self):
        self._group = group()
        await self._group.__aenter__()
        self._group.start_soon(self.server.serve)  # expect: ASF418
        return self

    async def __aexit__(self, *exc):
        self._group.cancel_scope.cancel()
        return await self._group.__aexit__(*exc)

    async def warm_up(self, host):
        with scope(deadline=STARTUP_LIMIT):  # expect: ASF415
            async with dial(host, 80) as stream:
                await stream.send(b"PING\n")

    async def bridge(self, host, port):
        async with group() as tg:
            async with dial(host, port) as stream:
                tg.start_soon(pump, stream, self.sink)  # expect: ASF326
                await stream.send(b"OPEN\n")

    async def chunks(self, host, port):
        async with dial(host, port) as stream:
            with limit(60):
                while True:
                    yield await stream.receive()  # expect: ASF314
