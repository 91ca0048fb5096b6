"""Defects under asyncio, each on a line that names the codes of flake8-async or ruff for it."""

import asyncio
import os
import subprocess
import time

import httpx
import requests
import urllib3


async def fetch(*args): ...


def compute(): ...


async def blocks(client: httpx.Client, pool: urllib3.PoolManager):
    requests.get("http://localhost")  # ASYNC210
    httpx.get("http://localhost")  # ASYNC210
    pool.request("GET", "http://localhost")  # ASYNC211
    client.get("http://localhost")  # ASYNC212
    subprocess.Popen(["true"])  # ASYNC220
    subprocess.run(["true"])  # ASYNC221
    os.system("true")  # ASYNC221
    os.waitpid(1, 0)  # ASYNC222
    open("x")  # ASYNC230
    os.path.exists("x")  # ASYNC240
    input()  # ASYNC250
    time.sleep(1)  # ASYNC251
    await fetch()


async def drops_task():
    asyncio.create_task(fetch())  # ASYNC300, RUF006
    await fetch()


async def scope_without_checkpoint():
    async with asyncio.timeout(1):
        compute()


async def swallows():
    try:
        await fetch()
    except BaseException:  # ASYNC103
        compute()


async def never_suspends():  # ASYNC124, RUF029
    compute()


async def main():
    await never_suspends()


async def takes_timeout(timeout):  # ASYNC109
    await fetch(timeout)


async def yields_in_scope():
    async with asyncio.TaskGroup():
        yield 1  # ASYNC101
    await fetch()


async def jumps():
    async with asyncio.TaskGroup() as group:
        group.create_task(fetch())
        await fetch()
        return  # ASYNC121
