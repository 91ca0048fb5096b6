"""Speech recogniser front end."""
import asyncio
import logging

log = logging.getLogger(__name__)


class Silence(Exception):
    pass


class Recogniser:
    def __init__(self, engine, cache):
        self._engine = engine
        self._cache = cache
        self._frames = asyncio.Queue(maxsize=200)
        self._model_lock = asyncio.Lock()
        self._ready = asyncio.Event()
        self._pending_get = None

    async def feed(self, frame):
        await self._frames.put(frame)

    async def next_frame(self):
        try:
            async with asyncio.timeout(2):
                return await self._frames.get()
        except TimeoutError:
            raise Silence from None

    async def start(self):
        await asyncio.wait_for(self._engine.load(), 60)
        self._ready.set()

    async def until_ready(self, seconds):
        await asyncio.wait_for(self._ready.wait(), seconds)

    async def lookup(self, digest):
        return await asyncio.wait_for(self._cache.get(digest), 0.2)

    async def fetch_model(self, session, url):
        response = await asyncio.wait_for(session.get(url), timeout=30)
        return await response.read()

    async def patient_get(self):
        if self._pending_get is None:
            self._pending_get = asyncio.create_task(self._frames.get())
        pending = self._pending_get
        frame = await asyncio.wait_for(asyncio.shield(pending), 1)
        if self._pending_get is pending:
            self._pending_get = None
        return frame

    async def swap_model(self, name):
        async with asyncio.timeout(10):
            async with self._model_lock:
                await self._engine.use(name)

    async def run(self, sink):
        await self.until_ready(30)
        while True:
            try:
                frame = await self.next_frame()
            except Silence:
                log.debug("silence")
                continue
            text = await self._engine.recognise(frame)
            if text:
                await sink.send(text)


async def main(engine, cache, microphone, sink):
    recogniser = Recogniser(engine, cache)
    await recogniser.start()
    async with asyncio.TaskGroup() as group:
        group.create_task(recogniser.run(sink))
        async for frame in microphone:
            await recogniser.feed(frame)
