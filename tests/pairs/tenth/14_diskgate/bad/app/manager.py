import logging
from app import primitives
from app.primitives import named_lock
from app.volume import Volume

log = logging.getLogger(__name__)


class ManagedVolume(Volume):
    def __init__(self, path, client):
        super().__init__(path)
        self.client = client

    async def read(self, block):
        with self.gate:  # expect: ASF205
            return await self.client.fetch(self.path, block)

    async def read_many(self, blocks):
        await self.gate.acquire()
        try:
            return [await self.client.fetch(self.path, b) for b in blocks]
        finally:
            self.gate.release()

    def sync(self):
        self.disk.acquire(timeout=5)  # expect: ASF208
        try:
            for handle in self._handles.values():
                handle.flush()
        finally:
            self.disk.release()

    def rename(self, target):
        with primitives.make_lock():  # expect: ASF206
            log.info("renaming %s to %s", self.path, target)
            self.path = target

    def close(self):
        self.release_all()

    def __del__(self):
        self.release_all()  # expect: ASF213
