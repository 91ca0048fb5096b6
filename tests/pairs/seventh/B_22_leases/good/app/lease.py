import asyncio

from app.base import LeaseFile
from app.tenant import bucket_name, current


class Lease(LeaseFile):
    def __init__(self, path, remote, locks):
        super().__init__(path)
        self._remote = remote
        self._locks = locks

    async def publish(self, payload):
        async with self.file_lock:
            await self._remote.put(bucket_name("shared", "leases"), payload)

    def _write_index(self, names):
        with self.index_lock:
            self._remote.write_index(sorted(names))

    async def reindex(self, names):
        await asyncio.to_thread(self._write_index, list(names))

    async def renew(self, key, holder):
        lock = self._locks.for_key(key)
        await lock.acquire()
        try:
            await self._remote.ping(key)
            await self._remote.renew(key, holder)
            self.holder = holder
        finally:
            lock.release()

    async def changes(self, key):
        async with self._locks.for_key(key):
            batch = list(await self._remote.changes(key))
        for change in batch:
            yield change

    async def for_tenant(self, tenant, suffix):
        token = current.set(tenant)
        try:
            return await self._remote.get(bucket_name(tenant, suffix))
        finally:
            current.reset(token)
