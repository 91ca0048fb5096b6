import signal
import subprocess

import anyio


class Sidecar:
    def __init__(self, proc: "subprocess.Popen[bytes]") -> None:
        self._proc = proc

    async def healthy(self) -> bool:
        result = await anyio.run_process(["curl", "-sf", "localhost:9000/health"], check=False)
        return result.returncode == 0 and self._proc.poll() is None

    async def reload(self) -> int:
        self._proc.send_signal(signal.SIGHUP)
        await anyio.sleep(0.1)
        return self._proc.pid

    async def stop(self) -> None:
        self._proc.terminate()
        with anyio.move_on_after(5):
            await anyio.to_thread.run_sync(self._proc.wait, abandon_on_cancel=True)
