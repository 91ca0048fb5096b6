import asyncio
import signal
import subprocess
from functools import partial


def terminate(proc: "subprocess.Popen[bytes]", grace: float) -> None:
    proc.terminate()
    proc.wait(timeout=grace)


async def serve(proc: "subprocess.Popen[bytes]", app) -> None:
    loop = asyncio.get_running_loop()
    for signum in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(signum, partial(terminate, proc, 5.0))  # expect: ASF112
    await app()
