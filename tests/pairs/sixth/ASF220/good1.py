import asyncio
import threading


class Cart:
    def __init__(self, store):
        self.store = store
        self.lock = asyncio.Lock()
        self.items = []

    async def add(self, item):
        async with self.lock:
            self.items.append(item)

    async def save(self):
        async with self.lock:
            await self.store.write(list(self.items))

    async def count(self):
        async with self.lock:
            return len(self.items)


class Stream:
    def __init__(self, source):
        self.source = source
        self.turn = asyncio.Lock()

    async def read(self):
        async with self.turn:
            async for item in self.source:
                return item


class Shared:
    def __init__(self):
        self.lock = threading.Lock()
        self.values = {}

    async def put(self, key, value):
        with self.lock:
            self.values[key] = value
        await asyncio.sleep(0)


class Limited:
    def __init__(self):
        self.turn = asyncio.Lock()
        self.ready = asyncio.Condition()
        self.done = False

    async def enter(self, session):
        async with self.turn:
            async with session.begin():
                print("begun")

    async def finish(self):
        async with self.ready:
            self.done = True
            self.ready.notify_all()

    async def wait(self):
        async with self.ready:
            await self.ready.wait_for(lambda: self.done)


async def helper(cart, lock: asyncio.Lock):
    async with lock:
        await cart.add("x")
