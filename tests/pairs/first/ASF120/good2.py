import functools
import subprocess
import time

import anyio.to_thread


def delay(seconds: float):
    return lambda: time.sleep(seconds)


def command(*argv: str) -> "functools.partial[subprocess.CompletedProcess]":
    return functools.partial(subprocess.run, argv, check=True)


def checked(argv: list[str]):
    def run() -> int:
        return subprocess.call(argv)

    return run


async def deploy(host: str) -> int:
    sync = command("rsync", "-a", "build/", f"{host}:/srv")
    await anyio.to_thread.run_sync(sync)
    wait = delay(0.5)
    await anyio.to_thread.run_sync(wait)
    return await anyio.to_thread.run_sync(checked(["ssh", host, "reload"]))
