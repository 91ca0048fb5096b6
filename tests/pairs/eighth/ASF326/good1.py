"""Observatory: cameras and weather masts read by child tasks."""
from __future__ import annotations

import asyncio
import logging

import aiofiles
import aiohttp
import anyio
import trio

log = logging.getLogger("observatory")


async def replies(stream: trio.SocketStream, count: int) -> None:
    for _ in range(count):
        log.info("camera: %r", bytes(await stream.receive_some(64)))


async def camera(host: str) -> None:
    async with await trio.open_tcp_stream(host, 9999) as stream:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(replies, stream, 2)
            for seconds in (1.0, 5.0):
                await stream.send_all(f"EXPOSE {seconds}\n".encode())


async def dome(host: str) -> None:
    await trio.sleep(0.1)
    log.info("dome at %s is open", host)


async def night(hosts: list[str]) -> None:
    async with trio.open_nursery() as nursery:
        for host in hosts:
            async with await trio.open_tcp_stream(host, 9998) as stream:
                await stream.send_all(b"STATUS\n")
                status = bytes(await stream.receive_some(64))
                nursery.start_soon(dome, status.decode())
        nursery.start_soon(camera, hosts[0])


async def fetch(session: aiohttp.ClientSession, url: str) -> int:
    async with session.get(url) as response:
        return response.status


async def masts(urls: list[str]) -> list[int]:
    async with asyncio.TaskGroup() as group:
        group.create_task(asyncio.sleep(0.1))
        async with aiohttp.ClientSession() as session:
            jobs = [group.create_task(fetch(session, url)) for url in urls]
            codes = [await job for job in jobs]
        log.info("all masts answered")
    return codes


async def ordered(urls: list[str]) -> int:
    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
        jobs = [group.create_task(fetch(session, url)) for url in urls]
    return sum(job.result() for job in jobs)


async def summary(path: str, frames: list[str]) -> int:
    async with asyncio.TaskGroup() as outer:
        outer.create_task(asyncio.sleep(0.01))
        async with aiohttp.ClientSession() as session, aiofiles.open(path, "a") as handle:
            async with asyncio.TaskGroup() as inner:
                for frame in frames:
                    inner.create_task(fetch(session, f"https://frames.invalid/{frame}"))
            await handle.write("\n".join(frames))
        outer.create_task(asyncio.sleep(0.02))
    return len(frames)


async def own_stream(host: str, payload: bytes) -> None:
    async with await anyio.connect_tcp(host, 9997) as stream:
        await stream.send(payload)


async def announce(hosts: list[str]) -> None:
    async with anyio.create_task_group() as tg:
        async with await anyio.open_file("/etc/hostname") as handle:
            name = (await handle.read()).strip()
            for host in hosts:
                tg.start_soon(own_stream, host, name.encode())


async def main() -> None:
    log.info("%s", await masts(["https://mast1.invalid", "https://mast2.invalid"]))
    log.info("%d", await ordered(["https://mast1.invalid"]))
    log.info("%d frames", await summary("/tmp/frames.txt", ["m31", "m42"]))
    await announce(["localhost"])


if __name__ == "__main__":
    asyncio.run(main())
    trio.run(night, ["10.1.0.1", "10.1.0.2"])
