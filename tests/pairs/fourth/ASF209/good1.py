"""asyncio single-flight: the test and the take have no suspension point between them."""
import asyncio


class Refresher:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.rounds = 0
        self.skipped = 0

    async def _pull(self) -> int:
        await asyncio.sleep(0.2)
        return 1

    async def refresh(self) -> bool:
        if self.lock.locked():
            self.skipped += 1
            return False
        async with self.lock:
            got = await self._pull()
            self.rounds += got
        return True

    async def refresh_quietly(self) -> None:
        if not self.lock.locked():
            await self.lock.acquire()
            try:
                got = await self._pull()
                self.rounds += got
            finally:
                self.lock.release()


async def main() -> None:
    refresher = Refresher()
    results = await asyncio.gather(*(refresher.refresh() for _ in range(5)))
    await refresher.refresh_quietly()
    print(results, refresher.rounds, refresher.skipped)


if __name__ == "__main__":
    asyncio.run(main())
