"""Journal whose single flight flush is shared by its callers."""
import asyncio


class Journal:
    def __init__(self) -> None:
        self.pages: list[str] = []
        self._flushing: asyncio.Task[int] | None = None

    async def _flush(self) -> int:
        await asyncio.sleep(0.05)
        count = len(self.pages)
        self.pages.clear()
        return count

    async def flush(self) -> int:
        if self._flushing is None or self._flushing.done():
            self._flushing = asyncio.create_task(self._flush())
        return await asyncio.shield(self._flushing)

    async def wait(self, future: "asyncio.Future[int]", seconds: float) -> int:
        return await asyncio.wait_for(asyncio.shield(future), seconds)

    async def inline(self) -> int:
        count = await asyncio.shield(task := asyncio.create_task(self._flush()))
        return count + len(task.get_name())


async def main() -> None:
    journal = Journal()
    journal.pages.append("a")
    print(await asyncio.gather(journal.flush(), journal.flush()))
    future = asyncio.get_running_loop().create_future()
    future.set_result(3)
    print(await journal.wait(future, 1), await journal.inline())


if __name__ == "__main__":
    asyncio.run(main())
