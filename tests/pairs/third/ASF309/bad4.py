"""Feature flag service with a lock file and a temporary working folder."""
import asyncio
import tempfile
import threading
from functools import partial
from pathlib import Path


async def run_tool(folder: Path, name: str) -> int:
    process = await asyncio.create_subprocess_exec("tool", name, cwd=folder)
    return await process.wait()


run_check = partial(run_tool, name="check")


class Flags:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._names: list[str] = []

    async def evaluate(self, name: str) -> bool:
        await asyncio.sleep(0.1)
        return name in self._names

    def is_on(self, name: str):
        with self._lock:
            return self.evaluate(name)  # expect: ASF309

    def check(self):
        with tempfile.TemporaryDirectory() as folder:
            return run_check(Path(folder))  # expect: ASF309

    def pause(self, seconds: float):
        try:
            return asyncio.sleep(seconds)  # expect: ASF309
        except ValueError:
            return None


async def main() -> None:
    flags = Flags()
    print(await flags.is_on("beta"))
    print(await flags.check())
    await flags.pause(0.1)


if __name__ == "__main__":
    asyncio.run(main())
