from asyncio import Queue, TaskGroup, open_connection
from contextlib import asynccontextmanager
from functools import partial

import anyio
import httpx


@asynccontextmanager
async def line_reader(host: str):
    reader, writer = await open_connection(host, 23)
    try:
        yield reader
    finally:
        writer.close()


class Monitor:
    def __init__(self) -> None:
        self.events: Queue[bytes] = Queue()

    async def follow(self, reader) -> None:
        while line := await reader.readline():
            await self.events.put(line)

    async def watch(self, host: str) -> bytes:
        async with TaskGroup() as tasks, line_reader(host) as reader:
            tasks.create_task(self.follow(reader))  # expect: ASF326
            return_line = await self.events.get()
        return return_line


async def poll(client: httpx.AsyncClient, path: str) -> None:
    reply = await client.get(path)
    print(path, reply.status_code)


async def survey(paths: list[str]) -> None:
    async with anyio.create_task_group() as group:
        async with httpx.AsyncClient(base_url="https://status.internal") as client:
            for path in paths:
                group.start_soon(partial(poll, client), path)  # expect: ASF326
