"""What runs the functions of other modules: decorators, context managers, partials, callbacks, generators, threads."""

from __future__ import annotations

import pytest
from runs import check

LOW = """
# file: pkg/__init__.py
# file: pkg/low.py
import time
def load(*args):
    time.sleep(1)
def quick(*args):
    return 1
async def fetch():
    return 1
"""

PROJECTS = {
    "a decorator that blocks": """
# file: pkg/deco.py
import functools, time
def slow(function):
    @functools.wraps(function)
    def wrapper(*args):
        time.sleep(1)
        return function(*args)
    return wrapper
def plain(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)
    return wrapper
# file: pkg/work.py
from pkg.deco import plain, slow
from pkg.low import load
@slow
def first():
    return 1
@plain
def second():
    return 1
@plain
def third():
    return load()
# file: pkg/main.py
from pkg.deco import slow
from pkg.work import first, second, third
@slow
def own():
    return 1
async def main():
    first()  # expect: ASF120
    second()
    third()  # expect: ASF120
    own()  # expect: ASF120
""",
    "a decorator with arguments": """
# file: pkg/deco.py
import functools, time
def retry(times):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args):
            for _ in range(times):
                time.sleep(1)
            return function(*args)
        return wrapper
    return decorate
# file: pkg/main.py
from pkg.deco import retry
@retry(3)
def own():
    return 1
async def main():
    own()  # expect: ASF120
""",
    "a plain wrapper, by a decorator with arguments or without": """
# file: pkg/trace.py
def traced(function=None, name=None):
    def decorator(function):
        def wrapper(*args):
            try:
                return function(*args)
            finally:
                print(name)
        return wrapper
    if function:
        return decorator(function)
    return decorator
# file: pkg/main.py
from pkg.trace import traced
@traced  # expect: ASF904
async def one(): ...
@traced(name="two")  # expect: ASF904
async def two(): ...
@traced(name="three")
def three(): ...
""",
    "a class whose decorator makes plain methods of its coroutine functions": """
# file: pkg/client.py
from pkg.converting import convert_to_sync
class AsyncClient:
    async def fetch(self):
        return 1
@convert_to_sync
class Client(AsyncClient):
    def __enter__(self):
        self.fetch()
        return self
# file: pkg/main.py
from pkg.client import AsyncClient, Client
def plain(client: Client):
    client.fetch()
    return client.fetch() + 1
async def forgotten(client: AsyncClient):
    client.fetch()  # expect: ASF301
""",
    "a decorator that makes a coroutine function of a plain one": """
# file: pkg/deco.py
import asyncio, functools
def threaded(function):
    @functools.wraps(function)
    async def wrapper(*args):
        return await asyncio.to_thread(function, *args)
    return wrapper
# file: pkg/work.py
import time
from pkg.deco import threaded
@threaded
def work():
    time.sleep(1)
# file: pkg/main.py
from pkg.work import work
async def main():
    await work()
    work()  # expect: ASF301
""",
    "a decorator of nowhere": """
# file: pkg/work.py
import time
from elsewhere import magic
@magic
def work():
    time.sleep(1)
# file: pkg/main.py
from pkg.work import work
async def main():
    work()
    await work()
""",
    "contextmanager": """
# file: pkg/ways.py
import time
from contextlib import contextmanager
@contextmanager
def slow():
    time.sleep(1)
    yield
@contextmanager
def slow_end():
    yield
    time.sleep(1)
@contextmanager
def fast():
    yield
# file: pkg/main.py
from pkg.ways import fast, slow, slow_end
async def main():
    with slow():  # expect: ASF120
        pass
    with slow_end():  # expect: ASF120
        pass
    with fast():
        pass
    slow()
""",
    "what a contextmanager binds": """
# file: pkg/ways.py
import time
from contextlib import asynccontextmanager, contextmanager
class Session:
    def load(self):
        time.sleep(1)
@contextmanager
def session():
    yield Session()
@asynccontextmanager
async def connected():
    yield Session()
# file: pkg/main.py
from pkg.ways import connected, session
async def main():
    with session() as one:
        one.load()  # expect: ASF120
    async with connected() as two:
        two.load()  # expect: ASF120
""",
    "a helper that enters a contextmanager of a third module": """
# file: pkg/ways.py
import time
from contextlib import contextmanager
@contextmanager
def slow():
    time.sleep(1)
    yield
# file: pkg/mid.py
from pkg.ways import slow
def work():
    with slow():
        return 1
# file: pkg/main.py
from pkg.mid import work
async def main():
    work()  # expect: ASF120
""",
    "partial": """
# file: pkg/parts.py
from functools import partial
from pkg.low import load, quick
job = partial(load, 1)
fast = partial(quick, 1)
# file: pkg/main.py
from functools import partial
from pkg.low import load
from pkg.parts import fast, job
async def main():
    job()  # expect: ASF120
    fast()
    partial(load, 2)()  # expect: ASF120
    partial(load, 2)
""",
    "callbacks": """
# file: pkg/ways.py
def timed(function):
    return function()
def kept(function):
    registry.append(function)
# file: pkg/mid.py
from pkg.low import load, quick
from pkg.ways import kept, timed
def slow():
    return timed(load)
def fast():
    return timed(quick)
def keep():
    return kept(load)
# file: pkg/main.py
from pkg.low import load, quick
from pkg.mid import fast, keep, slow
from pkg.ways import kept, timed
async def main():
    slow()  # expect: ASF120
    fast()
    keep()
    timed(load)  # expect: ASF120
    timed(quick)
    kept(load)
""",
    "key functions": """
# file: pkg/mid.py
from pkg.low import load
def order(items):
    return sorted(items, key=load)
# file: pkg/main.py
from pkg.low import load, quick
from pkg.mid import order
async def main(items):
    order(items)  # expect: ASF120
    sorted(items, key=load)  # expect: ASF120
    sorted(items, key=quick)
""",
    "generators": """
# file: pkg/ways.py
import time
def pages():
    for page in range(3):
        time.sleep(1)
        yield page
def quick_pages():
    yield 1
def delegated():
    yield from pages()
# file: pkg/mid.py
from pkg.ways import pages
def everything():
    return list(pages())
def later():
    return pages()
# file: pkg/main.py
from pkg.mid import everything, later
from pkg.ways import delegated, pages, quick_pages
async def main():
    for _ in pages():  # expect: ASF120
        pass
    for _ in quick_pages():
        pass
    for _ in delegated():  # expect: ASF120
        pass
    everything()  # expect: ASF120
    pages()
    for _ in later():  # expect: ASF120
        pass
""",
    "arguments that rule the way out": """
# file: pkg/ways.py
import threading
class Worker:
    def __init__(self):
        self.thread = threading.Thread()
    def stop(self, wait=True):
        if wait:
            self.thread.join()
    def close(self, wait=False):
        self.stop(wait)
def stop(wait=False):
    if wait:
        threading.Thread().join()
# file: pkg/mid.py
from pkg.ways import Worker, stop
def quiet(worker: Worker):
    worker.stop(wait=False)
def loud(worker: Worker):
    worker.stop()
def passed(worker: Worker, wait):
    worker.stop(wait)
# file: pkg/main.py
from pkg.mid import loud, passed, quiet
from pkg.ways import Worker, stop
async def main(worker: Worker):
    worker.stop()  # expect: ASF120
    worker.stop(wait=False)
    worker.stop(False)
    worker.close()
    worker.close(True)  # expect: ASF120
    stop()
    stop(True)  # expect: ASF120
    quiet(worker)
    loud(worker)  # expect: ASF120
    passed(worker, False)
    passed(worker, True)  # expect: ASF120
""",
    "other threads": """
# file: pkg/mid.py
import asyncio
from concurrent.futures import ThreadPoolExecutor
from pkg.low import load
pool = ThreadPoolExecutor()
def submit():
    return pool.submit(load)
# file: pkg/main.py
import asyncio, threading
from concurrent.futures import ThreadPoolExecutor
from pkg.low import load
from pkg.mid import pool, submit
async def main():
    await asyncio.to_thread(load)
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, load)
    threading.Thread(target=load).start()
    submit()
    future = pool.submit(load)
    await asyncio.wrap_future(future)
""",
    "called on the way to the thread": """
# file: pkg/main.py
import asyncio
from pkg.low import load
async def main():
    await asyncio.to_thread(load())  # expect: ASF113
""",
    "excused where it stands": """
# file: pkg/ways.py
import time
def first():
    time.sleep(1)  # noqa: ASF101
def second():
    time.sleep(1)  # noqa
def third():
    time.sleep(1)  # noqa: E501
# file: pkg/main.py
from pkg.ways import first, second, third
async def main():
    first()
    second()
    third()  # expect: ASF120
""",
}


@pytest.mark.parametrize("name", PROJECTS)
def test_running(tmp_path, name):
    check(tmp_path, LOW + PROJECTS[name])
