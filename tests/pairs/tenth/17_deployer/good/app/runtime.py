import asyncio
import os
import signal
from contextlib import contextmanager


async def _refresh(catalog):
    await asyncio.sleep(0)
    catalog.refresh()


def refresh_sync(catalog):
    asyncio.run(_refresh(catalog))


async def refresh(catalog):
    await _refresh(catalog)


def install_handlers(callback):
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: callback())


def install_loop_handlers(callback):
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, callback)


@contextmanager
def workdir(path):
    before = os.getcwd()
    os.chdir(path)
    try:
        yield path
    finally:
        os.chdir(before)
