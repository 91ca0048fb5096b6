"""Polling of external systems: nothing in this process could set an event."""
import asyncio
import os

import aiohttp


class Build:
    def __init__(self, session: aiohttp.ClientSession, pk: int) -> None:
        self.session = session
        self.pk = pk

    async def state(self) -> str:
        async with self.session.get(f"/builds/{self.pk}") as response:
            return (await response.json())["state"]

    async def finished(self) -> str:
        while (state := await self.state()) in ("queued", "running"):
            await asyncio.sleep(10)
        return state


async def wait_for_pid(pid: int) -> None:
    while os.getpgid(pid):
        await asyncio.sleep(1)


async def connect_with_retry(host: str, tries: int = 5) -> asyncio.StreamWriter:
    attempt = 0
    while attempt < tries:
        try:
            _, writer = await asyncio.open_connection(host, 80)
            return writer
        except OSError:
            attempt += 1
            await asyncio.sleep(2**attempt)
    raise ConnectionError(host)


async def main() -> None:
    async with aiohttp.ClientSession("https://ci.example") as session:
        print(await Build(session, 7).finished())


if __name__ == "__main__":
    asyncio.run(main())
