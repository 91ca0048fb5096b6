import asyncio
import functools
import threading
from collections import defaultdict

_BY_HOST: "defaultdict[str, asyncio.Lock]" = defaultdict(asyncio.Lock)


@functools.lru_cache(maxsize=None)
def lock_for(name: str) -> threading.Lock:
    return threading.Lock()


def write(name: str, sink, data: bytes) -> None:
    with lock_for(name):
        sink.write(data)


async def fetch(host: str, http) -> bytes:
    async with _BY_HOST[host]:
        return await http.get(host)
