import logging

from . import locks
from .base import GuardedBase
from .index import forget, reindex
from .locks import blob_lock, exclusive, index_lock

log = logging.getLogger(__name__)
LIMIT = 10_000


class Vault(GuardedBase):
    def __init__(self, kms):
        super().__init__()
        self.kms = kms
        self._blobs = {}

    async def rotate(self, key_id):
        with exclusive(locks.index_lock, "rotate"):  # expect: ASF201
            fresh = await self.kms.rotate(key_id)
            log.info("rotated %s", key_id)
        return fresh

    def add(self, key, secret):
        with self._mutex:
            self._items[key] = secret
            if self.size() > LIMIT:  # expect: ASF203
                oldest = next(iter(self._items))
                del self._items[oldest]

    def drop(self, key):
        with index_lock:
            with blob_lock:  # expect: ASF204
                self._blobs.pop(key, None)
        forget(key)

    def compact(self):
        with blob_lock:
            keys = [k for k, blob in self._blobs.items() if blob]
            reindex(keys)  # expect: ASF204
        return len(keys)

    def usage(self):
        count = self.size()
        with self._mutex:
            return count, sum(len(v) for v in self._items.values())
