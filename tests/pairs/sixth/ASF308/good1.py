import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import aiohttp


async def fetch(session, url):
    answer = await session.get(url)
    return await answer.read()


async def fetch_all(urls):
    async with aiohttp.ClientSession() as session:
        tasks = [asyncio.create_task(fetch(session, url)) for url in urls]
        return await asyncio.gather(*tasks)


async def grouped(urls):
    async with aiohttp.ClientSession() as session:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(fetch(session, url)) for url in urls]
    return [task.result() for task in tasks]


async def own_session(url):
    async with aiohttp.ClientSession() as session:
        return await fetch(session, url)


def write(out, rows):
    for row in rows:
        out.write(row)


def export(path, rows):
    with open(path, "w") as out:
        thread = threading.Thread(target=write, args=(out, rows))
        thread.start()
        thread.join()


def export_pool(path, rows):
    with open(path, "w") as out:
        with ThreadPoolExecutor(1) as pool:
            job = pool.submit(write, out, rows)
        job.result()


class Sampler:
    def __init__(self):
        self.tasks = []

    async def note(self, text):
        await asyncio.sleep(0)
        print(text)

    async def begin(self, url):
        async with aiohttp.ClientSession() as session:
            data = await fetch(session, url)
            self.tasks.append(asyncio.create_task(self.note(data)))

    async def stop(self):
        await asyncio.gather(*self.tasks)


async def serve(url):
    session = aiohttp.ClientSession()
    try:
        task = asyncio.create_task(fetch(session, url))
        return await task
    finally:
        await session.close()
