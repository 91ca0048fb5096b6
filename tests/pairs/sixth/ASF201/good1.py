import asyncio
import contextlib
import threading
import time


class Registry:
    def __init__(self):
        self._lock = threading.Lock()
        self._alock = asyncio.Lock()
        self._names = {}
        self._clock = contextlib.nullcontext()

    def put(self, name, value):
        with self._lock:
            self._names[name] = value

    async def add(self, name, fetch):
        value = await fetch(name)
        with self._lock:
            self._names[name] = value

    async def rename(self, old, new):
        with self._lock:
            value = self._names.pop(old)
            self._names[new] = value
        await asyncio.sleep(0)

    async def exclusive(self, fetch):
        async with self._alock:
            return await fetch("all")

    async def timed(self, fetch):
        with self._clock:
            return await fetch("timed")

    async def deferred(self):
        with self._lock:
            names = list(self._names)

            async def report():
                await asyncio.sleep(0.1)
                return len(names)

        return await report()

    async def copy(self):
        self._lock.acquire()
        try:
            names = dict(self._names)
        finally:
            self._lock.release()
        await asyncio.sleep(0)
        return names


@contextlib.contextmanager
def blocking_section(registry):
    before = time.monotonic()
    print("begin", registry)
    yield before


async def audit(registry: Registry, fetch):
    with blocking_section(registry) as before:
        await fetch("audit")
    return before
