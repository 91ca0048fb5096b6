from __future__ import annotations

import contextlib
from threading import RLock as Reentrant

import anyio
from filelock import FileLock


class Base:
    def __init__(self) -> None:
        self.guard = Reentrant()
        self.entries: list[str] = []

    @contextlib.contextmanager
    def editing(self):
        with self.guard:
            yield self.entries


class Journal(Base):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.disk = FileLock(path + ".lock")

    async def append(self, text: str) -> None:
        with self.editing() as entries:  # expect: ASF201
            entries.append(text)
            await anyio.sleep(0.01)
            entries.append("--")

    async def flush(self, text: str) -> None:
        with self.disk:  # expect: ASF201
            async with await anyio.open_file(self.path, "a") as out:
                await out.write(text + "\n")


async def publish(bus, write_lock) -> None:
    with write_lock:  # expect: ASF201
        await bus.send("journal")
