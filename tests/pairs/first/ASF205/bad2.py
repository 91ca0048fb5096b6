import threading
from threading import Lock as TLock


class Directory:
    index_lock = threading.RLock()

    def __init__(self, backend) -> None:
        self.backend = backend
        self.lock: "threading.Lock" = TLock()

    async def put(self, name: str, value: str) -> None:
        async with self.lock:  # expect: ASF205
            await self.backend.put(name, value)

    async def reindex(self) -> None:
        async with self.index_lock:  # expect: ASF205
            await self.backend.reindex()
