import asyncio
import signal
import subprocess


class Guardian:
    def __init__(self, proc: "subprocess.Popen[str]") -> None:
        self.proc = proc

    async def alive(self) -> bool:
        return self.proc.poll() is None

    async def reload(self) -> None:
        self.proc.send_signal(signal.SIGHUP)
        await asyncio.sleep(0.1)

    async def stop(self) -> int:
        self.proc.terminate()
        try:
            return await asyncio.wait_for(asyncio.to_thread(self.proc.wait), 5)
        except TimeoutError:
            self.proc.kill()
            return -signal.SIGKILL
