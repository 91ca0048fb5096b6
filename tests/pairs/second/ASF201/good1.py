import threading
from collections import OrderedDict


class LruCache:
    def __init__(self, backend, size: int = 128) -> None:
        self._backend = backend
        self._size = size
        self._lock = threading.Lock()
        self._data: "OrderedDict[str, bytes]" = OrderedDict()

    async def put(self, key: str, value: bytes) -> None:
        with self._lock:
            self._data[key] = value
            while len(self._data) > self._size:
                self._data.popitem(last=False)
        await self._backend.save(key, value)

    async def get(self, key: str) -> bytes:
        with self._lock:
            hit = self._data.get(key)
            if hit is not None:
                self._data.move_to_end(key)
                return hit
        return await self._backend.load(key)
