import asyncio
import socket

from . import trail
from .cache import Prefetcher, expire, refresh, show
from .records import MX, TXT, A


async def lookup(name):
    trail.visit(name)
    loop = asyncio.get_running_loop()
    infos = await loop.getaddrinfo(name, 80, type=socket.SOCK_STREAM)
    return [info[4][0] for info in infos]


async def main():
    table = {
        "a": A("a", "127.0.0.1"),
        "m": MX("m", "mail.example"),
        "t": TXT("t", "hello"),
    }
    await show(table)
    prefetch = Prefetcher(["www.example", "ftp.example"], lookup)
    runner = asyncio.create_task(prefetch.run())
    await asyncio.gather(
        expire(table, 60),
        refresh(dict(table), lookup),
    )
    prefetch.pause()
    runner.cancel()
    print(trail.path())


if __name__ == "__main__":
    asyncio.run(main())
