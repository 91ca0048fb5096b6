from __future__ import annotations

import asyncio
import functools
import signal
import subprocess
from queue import Queue


class Supervisor:
    def __init__(self, loop: asyncio.AbstractEventLoop, unit: str) -> None:
        self.loop = loop
        self.unit = unit
        self.events: Queue[str] = Queue(maxsize=8)

    def install(self) -> None:
        self.loop.add_signal_handler(signal.SIGHUP, self._reload)  # expect: ASF112
        self.loop.call_soon(functools.partial(self._note, "installed"))  # expect: ASF112

    def _reload(self) -> None:
        self._systemctl("reload")

    def _systemctl(self, verb: str) -> int:
        return subprocess.call(["systemctl", verb, self.unit])

    def _note(self, text: str) -> None:
        self.events.put(text)


async def main() -> None:
    supervisor = Supervisor(asyncio.get_running_loop(), "web.service")
    supervisor.install()
    await asyncio.sleep(3600)


asyncio.run(main())
