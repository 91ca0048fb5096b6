"""Read under the lock, written under it again, open in between."""
import asyncio


class Quota:
    def __init__(self, store) -> None:
        self._lock = asyncio.Lock()
        self._used = 0
        self._store = store

    async def take(self, amount: int) -> int:
        async with self._lock:
            used = self._used
        cost = await self._store.cost(amount)
        async with self._lock:
            self._used = used + cost  # expect: ASF501
        return cost


def make_counter():
    hits = 0

    async def hit(fetch) -> int:
        nonlocal hits
        current = hits
        await fetch()
        hits = current + 1  # expect: ASF501
        return hits

    return hit


async def serve(quota: Quota, requests) -> None:
    await asyncio.gather(*(quota.take(request.size) for request in requests))
