import asyncio


class Consumer:
    def __init__(self, queue: asyncio.Queue[str]) -> None:
        self.queue = queue
        self.idle = 0
        self.lock = asyncio.Lock()

    async def run(self) -> None:
        while self.idle < 10:
            try:
                item = await asyncio.wait_for(self.queue.get(), timeout=1.0)  # expect: ASF412
            except asyncio.TimeoutError:
                self.idle += 1
                continue
            print("got", item)
            self.queue.task_done()

    async def exclusive(self, job) -> bool:
        try:
            await asyncio.wait_for(self.lock.acquire(), 2)  # expect: ASF412
        except asyncio.TimeoutError:
            return False
        try:
            await job()
        finally:
            self.lock.release()
        return True
