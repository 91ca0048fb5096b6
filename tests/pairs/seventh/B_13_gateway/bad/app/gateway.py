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
        fut = self._waiting.pop(frame[:2], None)
        if fut is not None:
            fut.set_result(frame[2:])  # expect: ASF701

    async def start(self):
        self._loop = asyncio.get_running_loop()
        self._reader.start()

    async def next_frame(self, tag, timeout=5):
        fut = asyncio.get_running_loop().create_future()
        self._waiting[tag] = fut
        return await asyncio.wait_for(fut, timeout)

    async def update(self, values):
        await asyncio.to_thread(self._device.lock.acquire)  # expect: ASF212
        try:
            for address, value in values.items():
                old = await asyncio.to_thread(self._device.write, address, value)
                await self._publish({"address": address, "old": old, "new": value})
        finally:
            self._device.lock.release()

    async def commit(self):
        return await asyncio.to_thread(self._device.commit)
