import asyncio
import threading


async def fetch_all(client, urls: list[str]) -> list[bytes]:
    limit = asyncio.Semaphore(5)

    async def fetch(url: str) -> bytes:
        async with limit:
            return await client.get(url)

    return await asyncio.gather(*map(fetch, urls))


def make_counter():
    lock = threading.Lock()

    class Counter:
        value = 0

        def add(self) -> int:
            with lock:
                self.value += 1
                return self.value

    return Counter()


def guarded(job):
    lock = threading.RLock()

    def run(*args):
        with lock:
            return job(*args)

    return run
