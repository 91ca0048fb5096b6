import asyncio
import contextlib
import time


@contextlib.contextmanager
def timed(label):
    begin = time.perf_counter()
    try:
        yield
    finally:
        print(label, time.perf_counter() - begin)


class Store:
    async def load(self, key):
        await asyncio.sleep(0.1)
        return key

    async def timed_load(self, key):
        with timed(key):
            return await self.load(key)

    def plain(self, key):
        return self.load(key)

    def fallback(self, key):
        try:
            name = key.strip()
        except AttributeError:
            return self.load("default")
        else:
            return self.load(name)

    async def guarded(self, key):
        try:
            return await self.load(key)
        except KeyError:
            return None
        finally:
            print("loaded", key)

    def later(self, key):
        with timed("prepare"):
            name = key.strip()
        return self.load(name)

    async def task(self, key):
        with timed("spawn"):
            job = asyncio.create_task(self.load(key))
            return await job

    def inner(self, key):
        with timed("closure"):

            async def run():
                return await self.load(key)

            print("made", run)
        return run

    def size(self, key):
        with timed("size"):
            return len(key)


async def main():
    store = Store()
    print(await store.plain("a"), await store.fallback("b"), await store.later("c"))
    print(await store.task("d"), await store.inner("e")(), store.size("f"))
