import asyncio
import os


class Spawner:
    def __init__(self) -> None:
        self.pids: list[int] = []

    async def start(self, program: str, *args: str) -> int:
        pid = os.spawnvp(os.P_NOWAIT, program, [program, *args])
        self.pids.append(pid)
        return pid

    async def reap(self) -> dict[int, int]:
        codes: dict[int, int] = {}
        for pid in list(self.pids):
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                codes[pid] = os.waitstatus_to_exitcode(status)
                self.pids.remove(pid)
            await asyncio.sleep(0)
        return codes
