import asyncio
from asyncio.subprocess import PIPE, Process


class Converter:
    def __init__(self, binary: str) -> None:
        self.binary = binary
        self._proc: Process | None = None

    async def convert(self, data: bytes) -> bytes:
        self._proc = await asyncio.create_subprocess_exec(self.binary, "-", stdin=PIPE, stdout=PIPE)
        out, _ = await self._proc.communicate(data)
        if await self._proc.wait() != 0:
            raise RuntimeError(self.binary)
        return out

    async def stop(self) -> None:
        if self._proc is not None and self._proc.returncode is None:
            self._proc.terminate()
            await self._proc.wait()
