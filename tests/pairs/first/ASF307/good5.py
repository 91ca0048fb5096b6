import asyncio
import atexit
import threading


class AsyncStore:
    async def close(self) -> None:
        await asyncio.sleep(0)

    async def key(self, row: tuple[str, int]) -> int:
        return row[1]


class FileStore:
    def __init__(self) -> None:
        self.closed = False
        atexit.register(self.close)

    def close(self) -> None:
        self.closed = True

    def key(self, row: tuple[str, int]) -> int:
        return row[1]

    def ordered(self, rows: list[tuple[str, int]]) -> list[tuple[str, int]]:
        return sorted(rows, key=self.key)

    def close_later(self) -> threading.Timer:
        timer = threading.Timer(5, self.close)
        timer.start()
        return timer


async def switch(old: AsyncStore, new: FileStore) -> None:
    loop = asyncio.get_running_loop()
    await old.close()
    loop.call_soon(new.close)
