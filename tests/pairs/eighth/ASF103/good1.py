"""Transcodes lecture recordings with ffmpeg."""
from __future__ import annotations

import asyncio
import logging
import subprocess
from dataclasses import dataclass, field
from functools import partial

import anyio
import trio

logger = logging.getLogger("transcode")


@dataclass
class Job:
    source: str
    target: str
    log_lines: list[str] = field(default_factory=list)

    def argv(self) -> list[str]:
        return ["ffmpeg", "-i", self.source, self.target]

    async def wait(self) -> int:
        await asyncio.sleep(0.01)
        return len(self.log_lines)

    def run(self) -> str:
        return subprocess.list2cmdline(self.argv())


class RemoteProcess:
    """Same surface as Popen, over a websocket."""

    def __init__(self, job: Job) -> None:
        self.job = job

    async def communicate(self) -> tuple[bytes, bytes]:
        await self.job.wait()
        return b"", b""


async def transcode(job: Job) -> int:
    proc = await asyncio.create_subprocess_exec(
        *job.argv(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    out, _ = await proc.communicate()
    job.log_lines.extend(out.decode().splitlines())
    logger.debug("ran %s", job.run())
    return await proc.wait()


async def transcode_blocking_tool(job: Job) -> int:
    call = partial(subprocess.run, job.argv(), check=True, capture_output=True)
    try:
        done = await asyncio.to_thread(call)
    except subprocess.CalledProcessError as exc:
        logger.error("exit %d", exc.returncode)
        return exc.returncode
    return done.returncode


async def probe(path: str) -> str:
    result = await anyio.run_process(["ffprobe", path], stderr=subprocess.DEVNULL)
    return result.stdout.decode()


async def probe_under_trio(path: str) -> bytes:
    result = await trio.run_process(["ffprobe", path], capture_stdout=True)
    return result.stdout


async def supervise(server: subprocess.Popen) -> int | None:
    if server.poll() is not None:
        return server.returncode
    server.terminate()
    return await asyncio.to_thread(server.wait, 5)


async def remote(job: Job) -> bytes:
    out, _ = await RemoteProcess(job).communicate()
    return out


async def pipeline(job: Job, server: subprocess.Popen) -> None:
    logger.info("%s", await probe(job.source))
    code = await transcode(job)
    if code:
        await transcode_blocking_tool(job)
    await remote(job)
    await supervise(server)


def main() -> None:
    server = subprocess.Popen(["mediamtx"])
    asyncio.run(pipeline(Job("a.mov", "a.mp4"), server))


if __name__ == "__main__":
    main()
