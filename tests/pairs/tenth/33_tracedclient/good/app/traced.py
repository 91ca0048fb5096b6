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
            return await self.wire.send(topic, body)

    async def dump_stats(self):
        log.info("stats %s", json.dumps(await self.wire.stats()))

    async def fan_out(self, topics, message):
        body = self.wire.encode(message)
        outcomes = await compat.gather_all(*(self.wire.send(t, body) for t in topics), return_exceptions=True)
        for topic, outcome in zip(topics, outcomes):
            if isinstance(outcome, Exception):
                log.error("%s: %r", topic, outcome)

    async def heartbeat(self, stop: asyncio.Event):
        beat = compat.new_task(self.wire.send("heartbeat", b""))
        await stop.wait()
        beat.cancel()
        await compat.gather_all(beat, return_exceptions=True)

    def send_later(self, topic, body):
        return self.wire.send(topic, body)
