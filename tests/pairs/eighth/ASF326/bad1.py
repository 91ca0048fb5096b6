"""Log shipper: children of a group borrow files, sockets and sessions."""
from __future__ import annotations

import asyncio
import logging
from functools import partial

import aiofiles
import aiohttp
import anyio
import trio
from anyio.abc import SocketStream, TaskGroup

log = logging.getLogger("shipper")


async def copy(source: trio.SocketStream, name: str) -> None:
    async for chunk in source:
        log.debug("%s: %d bytes", name, len(chunk))


async def tail(hosts: list[str]) -> None:
    async with trio.open_nursery() as nursery:
        for host in hosts:
            async with await trio.open_tcp_stream(host, 514) as stream:
                await stream.send_all(b"SUBSCRIBE\n")
                nursery.start_soon(copy, stream, host)  # expect: ASF326


class Shipper:
    def __init__(self, url: str) -> None:
        self.url = url
        self.sent = 0

    async def post(self, session: aiohttp.ClientSession, line: str) -> None:
        async with session.post(self.url, data=line) as response:
            response.raise_for_status()
        self.sent += 1

    async def ship(self, lines: list[str]) -> int:
        async with asyncio.TaskGroup() as group:
            async with aiohttp.ClientSession() as session:
                for line in lines:
                    group.create_task(self.post(session, line))  # expect: ASF326
        return self.sent

    async def flush(self, stream: SocketStream, data: bytes) -> None:
        await stream.send(data)
        log.info("flushed %d bytes to %s", len(data), self.url)

    async def relay(self, host: str, blocks: list[bytes]) -> None:
        async with anyio.create_task_group() as tg, await anyio.connect_tcp(host, 2514) as upstream:
            for block in blocks:
                tg.start_soon(partial(self.flush, upstream, data=block))  # expect: ASF326

    async def guarded(self, tg: TaskGroup, data: bytes) -> None:
        async with await anyio.connect_tcp("localhost", 2514) as stream:
            await self.flush(stream, data)


async def count_lines(path: str) -> int:
    total = 0
    async with asyncio.TaskGroup() as group, aiofiles.open(path) as handle:

        async def count() -> int:
            return len(await handle.readlines())

        job = group.create_task(count())  # expect: ASF326
        total += 1
    return total + job.result()


async def main() -> None:
    shipper = Shipper("https://logs.invalid")
    try:
        log.info("%d", await shipper.ship(["one", "two"]))
        log.info("%d", await count_lines("/var/log/syslog"))
        await shipper.relay("localhost", [b"a", b"b"])
    except* (aiohttp.ClientError, OSError) as group:
        log.error("%s", group.exceptions)


if __name__ == "__main__":
    asyncio.run(main())
    trio.run(tail, ["10.0.0.1", "10.0.0.2"])
