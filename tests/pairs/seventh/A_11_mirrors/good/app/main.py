import asyncio
import sys

from .history import History
from .mirror import Mirror
from .selection import Selector


async def main(path):
    mirrors = [Mirror("eu.example.org"), Mirror("us.example.org", 2)]
    selector = Selector(mirrors, History("history.jsonl"))
    watcher = asyncio.create_task(selector.monitor(30))
    print(await selector.warm())
    mirror = await selector.choose(path)
    print(mirror.host)
    watcher.cancel()
    try:
        await watcher
    except asyncio.CancelledError:
        print("watch ended")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
