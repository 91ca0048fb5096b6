"""Upload service that hands every file operation to a worker thread."""
import asyncio
import os
from functools import partial
from pathlib import Path


class UploadService:
    def __init__(self, spool: str) -> None:
        self.spool = Path(spool)

    async def receive(self, name: str, payload: bytes) -> Path:
        target = self.spool / os.path.basename(name)
        if await asyncio.to_thread(target.exists):
            raise FileExistsError(target)
        await asyncio.to_thread(self.spool.mkdir, parents=True, exist_ok=True)
        temporary = target.with_suffix(".part")
        await asyncio.to_thread(temporary.write_bytes, payload)
        await asyncio.to_thread(os.replace, temporary, target)
        return target

    async def listing(self) -> list[str]:
        loop = asyncio.get_running_loop()
        names = await loop.run_in_executor(None, os.listdir, self.spool)
        sizes = await loop.run_in_executor(None, partial(self._sizes, names))
        return [f"{name} {size}" for name, size in sizes.items()]

    def _sizes(self, names: list[str]) -> dict[str, int]:
        return {name: os.stat(self.spool / name).st_size for name in names}


async def main() -> None:
    service = UploadService("/var/spool/uploads")
    await service.receive("a.bin", b"abc")
    print(await service.listing())


if __name__ == "__main__":
    asyncio.run(main())
