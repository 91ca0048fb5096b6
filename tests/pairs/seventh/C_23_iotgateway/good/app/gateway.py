import anyio
from anyio import to_thread

from .frames import decode, decoder


class Gateway:
    def __init__(self, sinks):
        self.sinks = set(sinks)
        self.lost = []

    def attach(self, sink):
        self.sinks.add(sink)

    def detach(self, sink):
        self.sinks.discard(sink)

    def drop_lost(self):
        for sink in self.lost:
            self.detach(sink)
        self.lost.clear()

    def labels(self):
        return sorted(sink.label for sink in self.sinks)

    async def spread(self, reading):
        for sink in list(self.sinks):
            try:
                await sink.accept(reading)
            except OSError:
                self.lost.append(sink)
                await anyio.sleep(1)

    async def on_frame(self, frame):
        self.drop_lost()
        if len(frame) > 4096:
            reading = await to_thread.run_sync(decode, frame)
        else:
            reading = decode(frame)
        await self.spread(reading)

    async def on_camera(self, frame):
        reading = await to_thread.run_sync(decoder("camera"), frame)
        await self.spread(reading)
