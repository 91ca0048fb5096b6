import asyncio
import os
import subprocess
from concurrent.futures import Future, ThreadPoolExecutor


class Renderer:
    def __init__(self, workers: int = 2) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="render")

    def _render(self, scene: str) -> int:
        return subprocess.run(["povray", scene], check=False).returncode

    def enqueue(self, scene: str) -> "Future[int]":
        return self._pool.submit(self._render, scene)

    async def render(self, scene: str) -> int:
        return await asyncio.wrap_future(self.enqueue(scene))

    async def open_viewer(self, path: str) -> int:
        return os.spawnlp(os.P_NOWAIT, "xdg-open", "xdg-open", path)
