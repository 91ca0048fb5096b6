"""CAD kernel bridge: an async server in front of a kernel guarded by owner-checked locks."""
from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
from filelock import FileLock

log = logging.getLogger("cad")


class Model:
    def __init__(self) -> None:
        self.parts: dict[str, float] = {}
        self.revision = 0

    def apply(self, name: str, volume: float) -> int:
        self.parts[name] = volume
        self.revision += 1
        return self.revision


class KernelBase:
    def __init__(self) -> None:
        self.mutex = threading.RLock()
        self.idle = threading.Condition()
        self.model = Model()

    def volume(self) -> float:
        with self.mutex:
            return sum(self.model.parts.values())


class Kernel(KernelBase):
    def __init__(self, path: str) -> None:
        super().__init__()
        self._file = FileLock(f"{path}.lock")
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="kernel")

    async def edit(self, name: str, volume: float) -> int:
        await asyncio.to_thread(self.mutex.acquire)  # expect: ASF212
        try:
            return self.model.apply(name, volume)
        finally:
            self.mutex.release()

    async def edit_many(self, changes: dict[str, float]) -> int:
        loop = asyncio.get_running_loop()
        take = self.idle.acquire
        await loop.run_in_executor(self._pool, take)  # expect: ASF212
        try:
            for name, volume in changes.items():
                self.model.apply(name, volume)
        finally:
            self.idle.release()
        return self.model.revision

    async def export(self, send: "anyio.abc.ObjectSendStream[Any]") -> int:
        await anyio.to_thread.run_sync(self._file.acquire)  # expect: ASF212
        try:
            for name in sorted(self.model.parts):
                await send.send(name)
            return len(self.model.parts)
        finally:
            self._file.release()

    def warm_up(self) -> threading.Thread:
        """The kernel is ours until the warm-up is through."""
        self.mutex.acquire()  # expect: ASF212
        thread = threading.Thread(target=self._finish, daemon=True)
        thread.start()
        return thread

    def _finish(self) -> None:
        try:
            log.info("warm at revision %d", self.model.revision)
        finally:
            self.mutex.release()

    def close(self) -> None:
        self._pool.shutdown()


async def serve(kernel: Kernel, requests: asyncio.Queue[tuple[str, float]]) -> None:
    while True:
        name, volume = await requests.get()
        try:
            revision = await kernel.edit(name, volume)
            log.info("%s is revision %d", name, revision)
        finally:
            requests.task_done()
