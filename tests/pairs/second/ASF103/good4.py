import asyncio
import subprocess
from typing import Callable


class Packager:
    def __init__(self, tool: str = "tar") -> None:
        self._tool = tool
        self._steps: dict[str, Callable[[], "subprocess.CompletedProcess[bytes]"]] = {
            "pack": lambda: subprocess.run([self._tool, "-cf", "out.tar", "."], check=True),
            "list": lambda: subprocess.run([self._tool, "-tf", "out.tar"], check=True),
        }

    async def step(self, name: str) -> int:
        done = await asyncio.to_thread(self._steps[name])
        return done.returncode

    async def version(self) -> str:
        def ask() -> str:
            return subprocess.check_output([self._tool, "--version"], text=True)

        loop = asyncio.get_running_loop()
        return (await loop.run_in_executor(None, ask)).splitlines()[0]
