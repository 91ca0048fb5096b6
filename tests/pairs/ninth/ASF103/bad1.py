"""Transcoding worker: wraps ffmpeg/ffprobe behind a job queue."""
from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import shlex
import subprocess
import subprocess as sp
from dataclasses import dataclass
from typing import Any

log = logging.getLogger("transcode")


@dataclass
class Job:
    source: str
    target: str
    preset: str = "fast"

    def command(self) -> list[str]:
        return ["ffmpeg", "-y", "-i", self.source, "-preset", self.preset, self.target]


class Encoder:
    runner = staticmethod(sp.check_output)

    def __init__(self, nice: int = 10) -> None:
        self._nice = nice
        self._proc: subprocess.Popen[bytes] | None = None

    def _cmd(self, job: Job) -> list[str]:
        return ["nice", "-n", str(self._nice), *job.command()]

    async def probe(self, job: Job) -> dict[str, Any]:
        argv = ["ffprobe", "-print_format", "json", "-show_streams", job.source]
        raw = self.runner(argv, timeout=20)  # expect: ASF103
        await asyncio.sleep(0)
        return json.loads(raw)

    async def run(self, job: Job) -> int:
        proc = await asyncio.create_subprocess_exec(*self._cmd(job))
        try:
            return await proc.wait()
        except asyncio.CancelledError:
            with contextlib.suppress(ProcessLookupError):
                proc.terminate()
            raise

    async def stop_preview(self) -> None:
        proc, self._proc = self._proc, None
        if proc is None:
            return
        proc.terminate()
        await asyncio.sleep(0.2)
        if proc.poll() is None:
            proc.kill()
        proc.wait()  # expect: ASF103

    def adopt(self, proc: subprocess.Popen[bytes]) -> None:
        self._proc = proc


async def notify(hook: str, job: Job) -> None:
    shell = os.system
    if shell(f"{hook} {shlex.quote(job.target)}") != 0:  # expect: ASF103
        log.warning("hook failed for %s", job.target)
    await asyncio.sleep(0)


async def worker(jobs: asyncio.Queue[Job], encoder: Encoder, hook: str) -> None:
    while True:
        job = await jobs.get()
        try:
            streams = await encoder.probe(job)
            log.info("%s: %d streams", job.source, len(streams["streams"]))
            code = await encoder.run(job)
            if code == 0:
                await notify(hook, job)
            elif (log_tail := sp.run(  # expect: ASF103
                ["tail", "-n", "20", "/var/log/ffmpeg.log"],
                capture_output=True,
                text=True,
            ).stdout):
                log.error("ffmpeg: %s", log_tail)
        finally:
            jobs.task_done()
