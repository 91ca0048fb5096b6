import asyncio
import threading


async def _fetch(gate: asyncio.Semaphore, http, url: str) -> bytes:
    async with gate:
        return await http.get(url)


async def fetch_all(http, urls: list[str]) -> list[bytes]:
    gate = asyncio.Semaphore(4)
    return await asyncio.gather(*[_fetch(gate, http, url) for url in urls])


def _count(lock: threading.Lock, totals: dict[str, int], words: list[str]) -> None:
    for word in words:
        with lock:
            totals[word] = totals.get(word, 0) + 1


def count(chunks: list[list[str]]) -> dict[str, int]:
    lock = threading.Lock()
    totals: dict[str, int] = {}
    threads = [threading.Thread(target=_count, args=(lock, totals, chunk)) for chunk in chunks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with lock:
        return dict(totals)
