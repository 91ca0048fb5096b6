"""asyncio worker pool: cancellation between acquire and try loses the lock."""
import asyncio


class Pool:
    def __init__(self, size: int) -> None:
        self.lock = asyncio.Lock()
        self.turn = asyncio.Lock()
        self.size = size
        self.jobs: list[str] = []

    async def take(self) -> str | None:
        await self.lock.acquire()  # expect: ASF202
        await asyncio.sleep(0.01)
        try:
            return self.jobs.pop() if self.jobs else None
        finally:
            self.lock.release()

    async def report(self, writer: asyncio.StreamWriter) -> None:
        await self.turn.acquire()  # expect: ASF202
        writer.write(b"%d\n" % self.size)
        await writer.drain()
        self.turn.release()

    async def clear(self) -> None:
        try:
            await self.lock.acquire()  # expect: ASF202
            self.jobs.clear()
            await asyncio.sleep(0)
        finally:
            self.lock.release()


async def main() -> None:
    pool = Pool(2)
    print(await pool.take())
    await pool.clear()


if __name__ == "__main__":
    asyncio.run(main())
