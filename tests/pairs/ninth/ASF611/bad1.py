"""Wrappers around external media tools."""
import asyncio
import logging
import subprocess
import time
from subprocess import PIPE, Popen


log = logging.getLogger("media")


def probe(path: str) -> int:
    process = Popen(["ffprobe", "-v", "error", path], stdout=PIPE, stderr=subprocess.STDOUT)
    code = process.wait()  # expect: ASF611
    if code:
        log.error("ffprobe failed: %s", process.stdout.read())
    return code


class Transcoder:
    def __init__(self, binary: str = "ffmpeg") -> None:
        self.binary = binary
        self.process: subprocess.Popen | None = None
        self.started = 0.0

    def start(self, source: str, target: str) -> None:
        self.process = subprocess.Popen(
            [self.binary, "-i", source, target],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        self.started = time.monotonic()

    def finish(self, limit: float) -> int:
        while self.process.poll() is None:  # expect: ASF611
            if time.monotonic() - self.started > limit:
                self.process.kill()
            time.sleep(0.2)
        return self.process.returncode


async def normalize(path: str) -> bytes:
    process = await asyncio.create_subprocess_exec(
        "sox", path, "-t", "wav", "-", stdout=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(60):
        await process.wait()  # expect: ASF611
    return await process.stdout.read()


def _spawn(*args: str) -> subprocess.Popen:
    return subprocess.Popen(args, stdout=subprocess.PIPE, text=True)


def waveform(path: str) -> list[str]:
    with _spawn("audiowaveform", "-i", path) as tool:
        if tool.wait(timeout=30) != 0:  # expect: ASF611
            raise RuntimeError(f"no waveform for {path}")
        return tool.stdout.read().splitlines()


def duration(path: str) -> float:
    with _spawn("soxi", "-D", path) as tool:
        out, _ = tool.communicate()
    return float(out)
