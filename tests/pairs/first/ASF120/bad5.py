import requests


def pages(url: str | None):
    while url:
        reply = requests.get(url, timeout=10)
        reply.raise_for_status()
        body = reply.json()
        yield body["items"]
        url = body.get("next")


async def index(url: str, sink) -> int:
    count = 0
    for items in pages(url):  # expect: ASF120
        await sink.store(items)
        count += len(items)
    return count
