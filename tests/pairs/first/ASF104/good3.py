import asyncio
import shutil
import tempfile
from functools import partial
from pathlib import Path

import trio


async def write(path: Path, body: bytes) -> int:
    return await asyncio.to_thread(path.write_bytes, body)


async def read(path: Path) -> str:
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(None, partial(path.read_text, encoding="utf-8"))


async def scratch() -> str:
    return await asyncio.to_thread(tempfile.mkdtemp, prefix="job-")


async def wipe(path: str) -> None:
    await trio.to_thread.run_sync(lambda: shutil.rmtree(path, ignore_errors=True))


async def head(path: str) -> bytes:
    def work() -> bytes:
        with open(path, "rb") as fh:
            return fh.read(512)

    return await trio.to_thread.run_sync(work)
