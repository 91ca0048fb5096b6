import asyncio
import logging
import subprocess
from typing import Optional

_LOGGER = logging.getLogger(__name__)


class TunnelDaemon:
    def __init__(self, binary: str, config: str) -> None:
        self._argv = [binary, "--config", config]
        self._proc: Optional["subprocess.Popen[bytes]"] = None

    def _spawn(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(self._argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    async def start(self) -> None:
        self._proc = await asyncio.to_thread(self._spawn)

    async def stop(self) -> None:
        if self._proc is None:
            return
        proc, self._proc = self._proc, None
        proc.terminate()
        try:
            proc.wait(timeout=5)  # expect: ASF103
        except subprocess.TimeoutExpired:
            _LOGGER.warning("killing %s", proc.pid)
            proc.kill()
