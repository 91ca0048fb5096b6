import threading

_locks: dict[str, threading.Lock] = {}
_slots = threading.BoundedSemaphore(4)


def lock_for(key: str) -> threading.Lock:
    return _locks.setdefault(key, threading.Lock())


async def run(key: str, job) -> None:
    async with lock_for(key):  # expect: ASF205
        await job()


async def upload(client, name: str, body: bytes) -> None:
    async with _slots:  # expect: ASF205
        await client.put(name, body)
