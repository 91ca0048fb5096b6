from asyncio import Queue, TaskGroup, run, sleep as nap

from trio import sleep as pause
from trio import to_thread


def digest(data: bytes) -> int:
    return sum(data) % 251


class Indexer:
    def __init__(self) -> None:
        self.jobs: Queue[bytes] = Queue(maxsize=10)
        self.sums: list[int] = []

    async def feed(self, blobs: list[bytes]) -> None:
        for blob in blobs:
            await self.jobs.put(blob)
            await pause(0.1)  # expect: ASF316

    async def work(self, count: int) -> None:
        for _ in range(count):
            blob = await self.jobs.get()
            self.sums.append(await to_thread.run_sync(digest, blob))  # expect: ASF316
            await nap(0)

    async def index(self, blobs: list[bytes]) -> list[int]:
        async with TaskGroup() as group:
            group.create_task(self.feed(blobs))
            group.create_task(self.work(len(blobs)))
        return self.sums


if __name__ == "__main__":
    print(run(Indexer().index([b"abc", b"def"])))
