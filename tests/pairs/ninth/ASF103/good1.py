"""Git mirror daemon: keeps bare clones up to date."""
from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from pathlib import PurePosixPath

import anyio
import trio

log = logging.getLogger("mirror")


class GitError(RuntimeError):
    def __init__(self, argv: list[str], code: int, stderr: bytes) -> None:
        super().__init__(f"{' '.join(argv)} exited {code}: {stderr.decode(errors='replace')}")
        self.code = code


class Mirror:
    def __init__(self, root: PurePosixPath, limit: int = 4) -> None:
        self.root = root
        self._slots = asyncio.Semaphore(limit)

    async def git(self, *args: str) -> bytes:
        argv = ["git", "-C", str(self.root), *args]
        async with self._slots:
            proc = await asyncio.create_subprocess_exec(
                *argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
            out, err = await proc.communicate()
        if proc.returncode:
            raise GitError(argv, proc.returncode, err)
        return out

    async def fetch(self) -> bool:
        try:
            await self.git("fetch", "--prune", "--quiet")
        except GitError as exc:
            log.error("%s", exc)
            return False
        return True

    def fsck(self) -> int:
        return subprocess.run(["git", "-C", str(self.root), "fsck"], check=False).returncode

    async def verify(self) -> bool:
        code = await asyncio.to_thread(self.fsck)
        return code == 0

    async def size(self) -> int:
        loop = asyncio.get_running_loop()
        out = await loop.run_in_executor(None, subprocess.check_output, ["du", "-s", str(self.root)])
        return int(out.split()[0])


async def bundle(root: str, target: str) -> int:
    process = await anyio.open_process(["git", "-C", root, "bundle", "create", target, "--all"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    async with process:
        return await process.wait()


async def version() -> str:
    result = await trio.run_process(["git", "--version"], capture_stdout=True)
    try:
        return result.stdout.decode().split()[2]
    except IndexError:
        return "unknown"


async def run_anyio(argv: list[str]) -> bytes:
    run = anyio.run_process
    result = await run(argv, check=False)
    if result.returncode:
        raise subprocess.CalledProcessError(result.returncode, argv, result.stdout)
    return result.stdout


class Popen:
    """Handle of a remote process; nothing local is started."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.done = asyncio.Event()

    async def wait(self) -> int:
        await self.done.wait()
        return self.pid


async def supervise(remote: Popen) -> int:
    pid = await remote.wait()
    log.info("remote %d finished", pid)
    return pid


def preflight() -> None:
    if subprocess.call(["git", "--version"]) != 0:
        sys.exit("git is not installed")


if __name__ == "__main__":
    preflight()
    asyncio.run(Mirror(PurePosixPath("/srv/git")).fetch())
