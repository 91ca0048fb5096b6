import asyncio


class Uploader:
    def __init__(self, client, lock: asyncio.Lock) -> None:
        self.client = client
        self.lock = lock

    async def upload(self, name: str, body: bytes) -> int:
        self.lock.acquire()  # expect: ASF205
        try:
            return await self.client.put(name, body)
        finally:
            self.lock.release()
