import asyncio
import sqlite3
import sys

from app.batch import build_all
from app.feed import Feed


def main(url, ids):
    print(build_all(ids, sys.stdout))
    db = sqlite3.connect("events.db", isolation_level=None)
    asyncio.run(Feed(url, db).run())
