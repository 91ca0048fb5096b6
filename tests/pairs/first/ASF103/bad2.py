import asyncio
import subprocess


class Sidecar:
    def __init__(self, argv: list[str]) -> None:
        self._proc = subprocess.Popen(argv)
        self.stopped = asyncio.Event()

    async def stop(self, grace: float = 5.0) -> int:
        self._proc.terminate()
        try:
            code = self._proc.wait(timeout=grace)  # expect: ASF103
        except subprocess.TimeoutExpired:
            self._proc.kill()
            code = self._proc.wait()  # expect: ASF103
        self.stopped.set()
        return code
