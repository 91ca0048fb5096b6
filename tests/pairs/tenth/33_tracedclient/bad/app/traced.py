from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING

from . import compat

if TYPE_CHECKING:
    from .tracing import Tracer
    from .wire import Wire

log = logging.getLogger(__name__)


class TracedWire:
    def __init__(self, wire: Wire, tracer: Tracer):
        self.wire = wire
        self.tracer = tracer

    async def send(self, topic: str, message: dict):
        body = self.wire.encode(message)
        with self.tracer.span(topic):
            return self.wire.send(topic, body)  # expect: ASF309

    async def dump_stats(self):
        log.info("stats %s", json.dumps(self.wire.stats()))  # expect: ASF302

    async def fan_out(self, topics, message):
        body = self.wire.encode(message)
        await compat.gather_all(*(self.wire.send(t, body) for t in topics), return_exceptions=True)  # expect: ASF304

    async def heartbeat(self, stop: asyncio.Event):
        beat = compat.new_task(self.wire.send("heartbeat", b""))
        await stop.wait()
        beat.cancel()
        await compat.gather_all(beat, return_exceptions=True)

    def send_later(self, topic, body):
        return self.wire.send(topic, body)
