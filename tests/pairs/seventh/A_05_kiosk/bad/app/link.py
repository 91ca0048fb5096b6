import asyncio
import json
import logging

log = logging.getLogger(__name__)


class PrinterLink:
    def __init__(self, host, port):
        self.host = host
        self.port = port
        self.ready = False
        self.writer = None

    async def connect(self):
        while True:
            try:
                _, self.writer = await asyncio.open_connection(self.host, self.port)
            except OSError as exc:
                log.warning("printer away: %s", exc)
                await asyncio.sleep(2)
                continue
            self.ready = True
            return

    async def send(self, ticket):
        self.writer.write(json.dumps(ticket).encode() + b"\n")
        await self.writer.drain()

    async def cut(self):
        self.writer.write(b"\x1dV\x00")
        await self.writer.drain()
