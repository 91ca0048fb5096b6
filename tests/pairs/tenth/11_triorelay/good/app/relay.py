import logging

import trio

from . import events
from .client import Upstream, parse, session, timed

log = logging.getLogger(__name__)


class Relay:
    def __init__(self, upstream: Upstream):
        self.upstream = upstream
        self.rows = []

    async def lookup(self, key):
        with timed(log, "lookup"):
            return await self.upstream.fetch(key)

    async def refresh(self):
        blob = await self.upstream.fetch("*")
        self.rows = parse(blob)
        with trio.fail_after(2):
            async with session(self.upstream) as stream:
                await stream.send_all(b"OK\r\n")
        return len(self.rows)

    async def wait_quiet(self):
        await trio.sleep(0.1)
        await events.drained.wait()

    async def push(self, lines):
        async with session(self.upstream) as stream:
            for line in lines:
                await stream.send_all(line.encode() + b"\r\n")

    def lookup_later(self, key):
        return self.upstream.fetch(key)
