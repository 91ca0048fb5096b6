"""Database wrapper that shields futures owned by somebody else."""
import asyncio
import concurrent.futures


def vacuum(name: str) -> int:
    return len(name)


class Database:
    def __init__(self) -> None:
        self.writer: asyncio.Task[int] | None = None

    def start(self) -> None:
        self.writer = asyncio.create_task(self._write(), name="writer")

    async def _write(self) -> int:
        await asyncio.sleep(0.1)
        return 1

    async def written(self) -> int:
        assert self.writer is not None
        return await asyncio.shield(self.writer)

    async def vacuum(self, pool: concurrent.futures.Executor) -> int:
        future = asyncio.get_running_loop().run_in_executor(pool, vacuum, "main")
        return await asyncio.shield(future)

    async def grouped(self) -> int:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(self._write())
            return_value = await asyncio.shield(task)
        return return_value


async def main() -> None:
    database = Database()
    database.start()
    pool = concurrent.futures.ThreadPoolExecutor(1)
    print(await database.written(), await database.vacuum(pool), await database.grouped())
    pool.shutdown(wait=False)


if __name__ == "__main__":
    asyncio.run(main())
