import asyncio
import functools
from urllib.parse import urlencode, urlsplit

import httpx
import requests


class Forecast:
    def __init__(self, root):
        self.root = root
        self.client = httpx.AsyncClient(base_url=root)

    async def today(self, city):
        answer = await self.client.get("/today?" + urlencode({"q": city}))
        answer.raise_for_status()
        return answer.json()

    async def close(self):
        await self.client.aclose()


def legacy_station(url):
    return requests.get(url, timeout=3).json()


async def station(url):
    host = urlsplit(url).hostname
    data = await asyncio.to_thread(legacy_station, url)
    return host, data


async def icon(url):
    loop = asyncio.get_running_loop()
    get = functools.partial(requests.get, url, timeout=3)
    answer = await loop.run_in_executor(None, get)
    return answer.content


def prepare(url):
    return requests.Request("GET", url, headers={"Accept": "text/csv"}).prepare()


class Table:
    def __init__(self):
        self.requests = {}

    async def lookup(self, key):
        await asyncio.sleep(0)
        return self.requests.get(key)


async def report(url):
    prepared = prepare(url)
    try:
        return await station(prepared.url)
    except requests.HTTPError as exc:
        return exc.response
