import asyncio

import httpx
import trio


async def ping(client: httpx.AsyncClient, path: str) -> int:
    reply = await client.get(path)
    return reply.status_code


async def outer_client(paths: list[str]) -> None:
    async with httpx.AsyncClient(base_url="https://a.internal") as client:
        async with trio.open_nursery() as nursery:
            for path in paths:
                nursery.start_soon(ping, client, path)


async def one_statement(paths: list[str]) -> list[int]:
    async with httpx.AsyncClient() as client, asyncio.TaskGroup() as group:
        tasks = [group.create_task(ping(client, path)) for path in paths]
    return [task.result() for task in tasks]


async def awaited_inside(path: str) -> int:
    async with asyncio.TaskGroup() as group:
        async with httpx.AsyncClient() as client:
            task = group.create_task(ping(client, path))
            group.create_task(asyncio.sleep(1))
            return_code = await task
    return return_code


async def owns_stream(stream: trio.SocketStream) -> None:
    async with stream:
        await stream.send_all(b"hello")


async def plain_value(host: str) -> None:
    async with trio.open_nursery() as nursery:
        with trio.move_on_after(5):
            stream = await trio.open_tcp_stream(host, 80)
            nursery.start_soon(owns_stream, stream)


async def inner_group(paths: list[str]) -> None:
    async with trio.open_nursery() as outer:
        outer.start_soon(trio.sleep, 1)
        async with httpx.AsyncClient() as client:
            async with trio.open_nursery() as inner:
                for path in paths:
                    inner.start_soon(ping, client, path)
