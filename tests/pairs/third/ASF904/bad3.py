"""Trace helpers whose context managers double as decorators."""
import contextlib
import time
from contextlib import ContextDecorator, contextmanager

import trio

spans = []


@contextmanager
def span(name):
    start = time.monotonic()
    try:
        yield
    finally:
        spans.append((name, time.monotonic() - start))


class quiet(ContextDecorator):
    """Counts the errors of a block and lets them pass."""

    errors = 0

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if kind is not None:
            print("error", kind.__name__)
        return False


@contextlib.contextmanager
def section(title):
    print("begin", title)
    yield title
    print("end", title)


@span("load")  # expect: ASF904
async def load(name):
    await trio.sleep(0.1)
    return name


class Service:
    @quiet()  # expect: ASF904
    async def check(self, name):
        await trio.sleep(0.05)
        return bool(name)

    @section("save")  # expect: ASF904
    async def save(self, name):
        await trio.sleep(0.05)

    @span("label")
    def label(self, name):
        return name.title()


async def main():
    service = Service()
    if await service.check(await load("ada")):
        await service.save(service.label("ada"))
    print(spans)


if __name__ == "__main__":
    trio.run(main)
