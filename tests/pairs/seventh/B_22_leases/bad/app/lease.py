import asyncio

from app.base import LeaseFile
from app.tenant import bucket_name, current


class Lease(LeaseFile):
    def __init__(self, path, remote, locks):
        super().__init__(path)
        self._remote = remote
        self._locks = locks

    async def publish(self, payload):
        with self.file_lock:  # expect: ASF201
            await self._remote.put(bucket_name("shared", "leases"), payload)

    async def reindex(self, names):
        await asyncio.to_thread(self.file_lock.acquire)  # expect: ASF212
        try:
            return await self._remote.index(sorted(names))
        finally:
            self.file_lock.release()

    async def renew(self, key, holder):
        lock = self._locks.for_key(key)
        await lock.acquire()  # expect: ASF202
        await self._remote.ping(key)
        try:
            await self._remote.renew(key, holder)
            self.holder = holder
        finally:
            lock.release()

    async def changes(self, key):
        async with self._locks.for_key(key):
            for change in await self._remote.changes(key):
                yield change  # expect: ASF207

    async def for_tenant(self, tenant, suffix):
        current.name = tenant  # expect: ASF705
        return await self._remote.get(bucket_name(tenant, suffix))
