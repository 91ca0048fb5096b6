"""Trace helpers whose asynchronous context managers decorate coroutines."""
import time
from contextlib import AsyncContextDecorator, asynccontextmanager, contextmanager

import trio

spans = []


@asynccontextmanager
async def span(name):
    start = time.monotonic()
    await trio.lowlevel.checkpoint()
    try:
        yield
    finally:
        spans.append((name, time.monotonic() - start))


@contextmanager
def section(title):
    print("begin", title)
    yield title
    print("end", title)


class slow_start(AsyncContextDecorator):
    async def __aenter__(self):
        await trio.sleep(0.01)
        return self

    async def __aexit__(self, *error):
        return False


@span("load")
async def load(name):
    await trio.sleep(0.1)
    return name


class Service:
    @slow_start()
    async def check(self, name):
        await trio.sleep(0.05)
        return bool(name)

    async def save(self, name):
        with section("save"):
            await trio.sleep(0.05)

    @section("label")
    def label(self, name):
        return name.title()


async def main():
    service = Service()
    if await service.check(await load("ada")):
        await service.save(service.label("ada"))
    print(spans)


if __name__ == "__main__":
    trio.run(main)
