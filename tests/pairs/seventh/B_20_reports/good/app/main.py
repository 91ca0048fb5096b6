import asyncio
import sys

from app.batch import build_all
from app.feed import Feed


def main(url, ids):
    print(build_all(ids, sys.stdout))
    asyncio.run(Feed(url, "events.db").run())
