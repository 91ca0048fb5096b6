"""Awaited, joined or grouped inside the block."""
import asyncio
import threading

import httpx


async def upload(client: httpx.AsyncClient, name: str) -> None:
    await client.post("/", content=name)


async def main() -> None:
    async with httpx.AsyncClient() as client:
        task = asyncio.create_task(upload(client, "a"))
        await task
    async with httpx.AsyncClient() as other:
        await asyncio.gather(*(asyncio.create_task(upload(other, name)) for name in "ab"))
    async with httpx.AsyncClient() as third, asyncio.TaskGroup() as group:
        group.create_task(upload(third, "c"))


def copy(source, target: list) -> None:
    target.extend(source)


def threads(path: str, lines: list) -> None:
    with open(path) as file:
        worker = threading.Thread(target=copy, args=(file, lines))
        worker.start()
        worker.join()


async def owner(name: str) -> None:
    async with httpx.AsyncClient() as client:
        await upload(client, name)


async def outer(tasks: set) -> None:
    task = asyncio.create_task(owner("x"))
    tasks.add(task)
