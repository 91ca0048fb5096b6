from .decorators import logged


class FrameStore:
    def __init__(self, conn):
        self._conn = conn

    @logged
    async def commit(self, frame):
        await self._conn.execute("insert into frame values ($1)", frame)
        return frame

    async def close(self):
        await self._conn.close()
