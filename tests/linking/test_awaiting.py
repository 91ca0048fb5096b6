"""Coroutine functions, tasks and loops of other modules, and the frameworks that call what imports them."""

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
    "coroutine functions": """
# file: pkg/main.py
from pkg.low import fetch
async def main():
    fetch()  # expect: ASF301
    await fetch()
    if fetch():  # expect: ASF302
        pass
    coroutine = fetch()
    await coroutine
def plain():
    fetch()  # expect: ASF301
""",
    "methods that are coroutine functions": """
# file: pkg/ways.py
class Client:
    async def get(self):
        return 1
    def plain(self):
        return 1
# file: pkg/main.py
from pkg.ways import Client
class Own(Client):
    async def go(self):
        self.get()  # expect: ASF301
        self.plain()
async def main(client: Client):
    client.get()  # expect: ASF301
    await client.get()
    client.plain()
""",
    "a plain function that gives a coroutine": """
# file: pkg/mid.py
from pkg.low import fetch
def start():
    return fetch()
# file: pkg/main.py
from pkg.mid import start
async def main():
    start()  # expect: ASF301
    await start()
""",
    "tasks": """
# file: pkg/mid.py
import asyncio
from pkg.low import fetch
def start():
    return asyncio.create_task(fetch())
kept = set()
def start_kept():
    task = asyncio.create_task(fetch())
    kept.add(task)
    return task
# file: pkg/main.py
from pkg.mid import start, start_kept
async def main():
    start()  # expect: ASF303
    await start()
    start_kept()
""",
    "a loop in a helper": """
# file: pkg/mid.py
import asyncio
from pkg.low import fetch
def run():
    return asyncio.run(fetch())
def careful():
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(fetch())
    return None
# file: pkg/main.py
from pkg.mid import careful, run
async def main():
    run()  # expect: ASF305
    careful()
def plain():
    run()
""",
    "a coroutine returned out of a with": """
# file: pkg/main.py
from pkg.low import fetch, quick
def main(lock):
    with lock.session():
        return fetch()  # expect: ASF309
async def good(lock):
    with lock.session():
        return await fetch()
def plain(lock):
    with lock.session():
        return quick()
""",
    "callbacks of the loop": """
# file: pkg/main.py
import asyncio
from pkg.low import load, quick
async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(load)  # expect: ASF112
    loop.call_later(1, load)  # expect: ASF112
    loop.call_soon(quick)
""",
    "awaiting what a plain function gives": """
# file: pkg/mid.py
import time
from pkg.low import fetch
def both():
    time.sleep(1)
    return fetch()
def only():
    time.sleep(1)
    return 1
# file: pkg/main.py
from pkg.mid import both
async def main():
    await both()  # expect: ASF120
""",
    "frameworks that call plain handlers in threads": """
# file: pkg/main.py
from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from pkg.low import load
app = FastAPI()
@app.get("/")
def index():
    load()
@app.get("/other")
async def other():
    await run_in_threadpool(load)
    load()  # expect: ASF120
@app.get("/third")
def third(x=Depends(load)):
    return x
""",
    "Django": """
# file: pkg/main.py
from asgiref.sync import sync_to_async
from django.http import HttpResponse
from pkg.low import load
def view(request):
    load()
    return HttpResponse("")
async def other(request):
    await sync_to_async(load)()
    load()  # expect: ASF120
    return HttpResponse("")
""",
    "a helper that asks whether a loop is running": """
# file: pkg/mid.py
import asyncio, time
def pause():
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        time.sleep(1)
# file: pkg/main.py
from pkg.mid import pause
async def main():
    pause()
""",
    "coroutine functions block for themselves": """
# file: pkg/mid.py
import time
async def slow():
    time.sleep(1)  # expect: ASF101
# file: pkg/main.py
from pkg.mid import slow
async def main():
    await slow()
""",
    "rings": """
# file: pkg/a.py
from pkg import b
def one(n):
    return b.two(n - 1)
# file: pkg/b.py
import time
from pkg import a
def two(n):
    if not n:
        time.sleep(1)
    return a.one(n - 1)
def three(n):
    return four(n)
def four(n):
    return three(n)
# file: pkg/main.py
from pkg.a import one
from pkg.b import three
async def main():
    one(3)  # expect: ASF120
    three(3)
""",
    "helpers that nobody calls, and names that are only mentioned": """
# file: pkg/main.py
from pkg.low import fetch, load
HANDLERS = {"load": load, "fetch": fetch}
async def main():
    handlers = [load, fetch]
    print(load, fetch.__name__)
    return load
""",
    "a lambda": """
# file: pkg/ways.py
from pkg.low import load
job = lambda: load()
# file: pkg/main.py
from pkg.ways import job
async def main():
    job()  # expect: ASF120
""",
    "what the configuration and the catalogue say goes before the code": """
# file: requests/__init__.py
def get(url):
    return 1
# file: pkg/main.py
import requests
async def main():
    requests.get("")  # expect: ASF102
""",
    "what a coroutine gives is not None": """
# file: pkg/ways.py
from pkg.low import fetch
async def make():
    return fetch()
async def session():
    return Session()
class Session:
    async def __aenter__(self):
        return self
    async def __aexit__(self, *exc):
        return None
# file: pkg/main.py
from pkg.ways import make, session
async def main():
    await (await make())
    async with await session():
        pass
""",
}


@pytest.mark.parametrize("name", PROJECTS)
def test_awaiting(tmp_path, name):
    check(tmp_path, LOW + PROJECTS[name])
