from __future__ import annotations

from asyncio import subprocess
import asyncio


class Linter:
    def __init__(self, argv: list[str]) -> None:
        self._argv = argv
        self._proc: subprocess.Process | None = None

    async def run(self, source: bytes) -> tuple[int, bytes]:
        proc = await subprocess.create_subprocess_exec(
            *self._argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._proc = proc
        out, _ = await proc.communicate(source)
        return proc.returncode or 0, out

    async def stop(self) -> None:
        if self._proc is None or self._proc.returncode is not None:
            return
        self._proc.terminate()
        await asyncio.wait_for(self._proc.wait(), 5)
