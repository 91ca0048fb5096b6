import asyncio
import threading

import httpx

LIMIT = asyncio.Semaphore(3)
TOTALS: dict[str, int] = {}
TOTALS_LOCK = threading.Lock()


async def measure(client: httpx.AsyncClient, path: str) -> int:
    async with LIMIT:
        reply = await client.get(path)
    return len(reply.content)


def remember(path: str, size: int) -> None:
    with TOTALS_LOCK:
        TOTALS[path] = size


async def crawl(paths: list[str]) -> int:
    async with httpx.AsyncClient(base_url="https://site.internal") as client:
        sizes = await asyncio.gather(*(measure(client, path) for path in paths))
    for path, size in zip(paths, sizes):
        remember(path, size)
    return sum(sizes)


async def report() -> None:
    pause = asyncio.Event()
    asyncio.get_running_loop().call_later(0.1, pause.set)
    await pause.wait()
    remember("report", 0)


class Session:
    def __init__(self) -> None:
        self.gate = asyncio.Lock()

    async def step(self) -> None:
        async with self.gate:
            await asyncio.sleep(0.1)


async def session() -> None:
    await Session().step()


def main() -> None:
    print(asyncio.run(crawl(["/", "/about"])))
    asyncio.run(report())
    asyncio.run(session())


if __name__ == "__main__":
    main()
