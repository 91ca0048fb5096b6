import asyncio

from app.reader import EventReader


class Gateway:
    def __init__(self, device, events_port, publish):
        self._device = device
        self._publish = publish
        self._waiting = {}
        self._loop = None
        self._reader = EventReader(events_port, self._on_frame)

    def _on_frame(self, frame):
        self._loop.call_soon_threadsafe(self._resolve, frame)

    def _resolve(self, frame):
        fut = self._waiting.pop(frame[:2], None)
        if fut is not None and not fut.done():
            fut.set_result(frame[2:])

    async def start(self):
        self._loop = asyncio.get_running_loop()
        self._reader.start()

    async def next_frame(self, tag, timeout=5):
        fut = asyncio.get_running_loop().create_future()
        self._waiting[tag] = fut
        return await asyncio.wait_for(fut, timeout)

    def _write_all(self, values):
        with self._device.lock:
            return [(a, self._device.write(a, v), v) for a, v in values.items()]

    async def update(self, values):
        changes = await asyncio.to_thread(self._write_all, dict(values))
        for address, old, new in changes:
            await self._publish({"address": address, "old": old, "new": new})

    async def commit(self):
        return await asyncio.to_thread(self._device.commit)
