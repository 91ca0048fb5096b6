import asyncio
import os

reap = os.waitpid


class Supervisor:
    def __init__(self) -> None:
        self.children: set[int] = set()

    async def collect(self) -> list[int]:
        codes = []
        for pid in sorted(self.children):
            _, status = reap(pid, 0)  # expect: ASF103
            codes.append(os.waitstatus_to_exitcode(status))
            await asyncio.sleep(0)
        return codes

    async def hook(self, name: str) -> bool:
        return os.spawnlp(os.P_WAIT, name, name, "--once") == 0  # expect: ASF103
