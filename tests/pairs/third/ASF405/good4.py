"""Loader that waits for files and processes it does not control."""
import asyncio
import os
from pathlib import Path


class Loader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.loaded: asyncio.Future[bytes] | None = None

    async def wait_for_file(self) -> Path:
        while not await asyncio.to_thread(self.path.exists):
            await asyncio.sleep(0.5)
        return self.path

    async def wait_for_process(self, pid: int) -> None:
        alive = True
        while alive:
            try:
                os.kill(pid, 0)
            except ProcessLookupError:
                alive = False
            await asyncio.sleep(0.2)

    async def read(self) -> bytes:
        path = await self.wait_for_file()
        return await asyncio.to_thread(path.read_bytes)


async def drain(queue: "asyncio.Queue[bytes]") -> int:
    size = 0
    while not queue.empty():
        size += len(queue.get_nowait())
        await asyncio.sleep(0)
    return size


async def main() -> None:
    loader = Loader(Path("/tmp/ready"))
    queue: asyncio.Queue[bytes] = asyncio.Queue(4)
    await queue.put(await loader.read())
    print(await drain(queue))


if __name__ == "__main__":
    asyncio.run(main())
