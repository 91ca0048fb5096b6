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
            return self.upstream.fetch(key)  # expect: ASF309

    async def refresh(self):
        blob = await self.upstream.fetch("*")
        with trio.fail_after(2):  # expect: ASF406
            self.rows = parse(blob)
        return len(self.rows)

    async def wait_quiet(self):
        await trio.sleep(0.1)
        await events.flushed.wait()  # expect: ASF316

    async def push(self, lines):
        async with session(self.upstream) as stream:
            for line in lines:
                await stream.send_all(line.encode() + b"\r\n")

    def lookup_later(self, key):
        return self.upstream.fetch(key)
