import asyncio
import logging

from .buffer import SampleBuffer
from .compat import *
from .transport import Link

log = logging.getLogger(__name__)


class Telemetry:
    def __init__(self, link: Link):
        self.link = link
        self.buffer = SampleBuffer()
        self._tasks = set()

    async def publish(self):
        self.buffer.settle()  # expect: ASF301
        batch = self.buffer.take()
        if not batch:
            return 0
        try:
            self.link.sink.post("samples", batch)  # expect: ASF120
        except OSError:
            log.warning("upload failed, %d samples lost", len(batch))
            pause(1.0)  # expect: ASF101
        log.debug("uploaded to %s", self.link.sink.url("samples"))
        return len(batch)

    async def on_sample(self, sample):
        self.buffer.push(sample)
        if sample.get("urgent"):
            spawn(self.publish())  # expect: ASF303

    async def probe(self):
        def probe_once():
            pause(0.2)
            return self.link.sink.post("ping", {})

        return await asyncio.to_thread(probe_once)
