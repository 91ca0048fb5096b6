import asyncio

import requests


def pages(url: str | None):
    while url:
        body = requests.get(url, timeout=10).json()
        yield body["items"]
        url = body.get("next")


async def first_page(url: str) -> list | None:
    feed = pages(url)
    return await asyncio.to_thread(next, feed, None)


async def everything(url: str) -> list:
    return await asyncio.to_thread(list, pages(url))


async def count(url: str) -> int:
    source = pages(url)
    return await asyncio.to_thread(lambda: sum(len(items) for items in source))
