"""A nursery of somebody else, a thread pool, and a local function."""
import asyncio
import tempfile

import aiohttp


class Service:
    def __init__(self) -> None:
        self.tasks: list[asyncio.Task] = []

    async def start(self, url: str) -> None:
        async with aiohttp.ClientSession() as session:

            async def poll() -> None:
                while True:
                    await session.get(url)

            self.tasks.append(asyncio.create_task(poll()))  # expect: ASF308


async def render(pool, job) -> None:
    with tempfile.TemporaryDirectory() as folder:
        loop = asyncio.get_running_loop()
        loop.run_in_executor(pool, job, folder)  # expect: ASF308
