"""Download mirrors: FIRST_EXCEPTION and FIRST_COMPLETED without clean-up of pending."""
import asyncio
from asyncio import FIRST_COMPLETED, FIRST_EXCEPTION, wait

import aiohttp


async def fetch(session: aiohttp.ClientSession, url: str) -> bytes:
    async with session.get(url) as response:
        return await response.read()


async def fastest(session: aiohttp.ClientSession, urls: list[str]) -> bytes:
    races = [asyncio.create_task(fetch(session, u), name=u) for u in urls]
    done, pending = await wait(races, return_when=FIRST_COMPLETED)  # expect: ASF408
    winner = next(iter(done))
    print("winner", winner.get_name(), "losers", len(pending))
    return winner.result()


async def all_or_first_error(session: aiohttp.ClientSession, urls: list[str]) -> list[bytes]:
    tasks = [asyncio.ensure_future(fetch(session, u)) for u in urls]
    done, pending = await wait(tasks, return_when=FIRST_EXCEPTION)  # expect: ASF408
    bodies = []
    for task in done:
        if task.exception() is None:
            bodies.append(task.result())
    return bodies


async def warm(session: aiohttp.ClientSession, urls: list[str]) -> None:
    tasks = [asyncio.create_task(fetch(session, u)) for u in urls]
    await wait(tasks, timeout=3.0)  # expect: ASF408


async def main() -> None:
    async with aiohttp.ClientSession() as session:
        await warm(session, ["https://a.example"])
        print(len(await fastest(session, ["https://a.example", "https://b.example"])))
