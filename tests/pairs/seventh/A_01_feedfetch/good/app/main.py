import asyncio
import sys

from .parse import Notifier
from .poller import FeedPoller
from .web import build_session

INTERVAL = 300


def read_urls(path):
    with open(path) as fh:
        return [line.strip() for line in fh if line.strip()]


async def serve(path):
    urls = await asyncio.to_thread(read_urls, path)
    _, writer = await asyncio.open_connection("127.0.0.1", 6667)
    poller = FeedPoller(build_session(), Notifier(writer))
    while True:
        found = await poller.poll_all(urls)
        print("new entries:", found)
        await asyncio.sleep(INTERVAL)


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))
