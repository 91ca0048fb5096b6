import asyncio
import os as _os
import shlex
from typing import Mapping


class SystemProbe:
    COMMANDS: Mapping[str, str] = {"kernel": "uname -r", "uptime": "uptime -p"}

    def __init__(self, sink) -> None:
        self._sink = sink

    async def collect(self) -> None:
        facts = {
            name: _os.popen(cmd).read().strip()  # expect: ASF103
            for name, cmd in self.COMMANDS.items()
        }
        await self._sink.send(facts)

    async def reap(self, pid: int) -> int:
        await self._sink.send({"reaping": shlex.quote(str(pid))})
        _, status = _os.waitpid(pid, 0)  # expect: ASF103
        await asyncio.sleep(0)
        return _os.waitstatus_to_exitcode(status)
