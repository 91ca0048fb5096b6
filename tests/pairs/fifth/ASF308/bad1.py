"""The file, the client and the connection are closed before their users are done."""
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx


async def upload(client: httpx.AsyncClient, name: str) -> None:
    await client.post("/", content=name)


async def main(tasks: set) -> None:
    async with httpx.AsyncClient() as client:
        task = asyncio.create_task(upload(client, "a"))  # expect: ASF308
        tasks.add(task)


def copy(source, target: list) -> None:
    target.extend(source)


def threads(path: str, lines: list) -> None:
    with open(path) as file:
        worker = threading.Thread(target=copy, args=(file, lines))
        worker.start()  # expect: ASF308
    worker.join()


def pool(path: str, executor: ThreadPoolExecutor, lines: list):
    with open(path) as file:
        return executor.submit(copy, file, lines)  # expect: ASF308
