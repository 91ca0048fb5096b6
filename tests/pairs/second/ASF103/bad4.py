from __future__ import annotations

import asyncio
import subprocess
from typing import Sequence


class FfmpegProcess(subprocess.Popen):
    """ffmpeg with our default flags."""

    def __init__(self, args: Sequence[str]) -> None:
        super().__init__(["ffmpeg", "-hide_banner", *args], stdin=subprocess.PIPE, stderr=subprocess.PIPE)


async def finish(proc: FfmpegProcess | None, tail: bytes = b"") -> str:
    if proc is None:
        return ""
    await asyncio.sleep(0)
    _, err = proc.communicate(tail)  # expect: ASF103
    if proc.returncode:
        raise RuntimeError(err.decode(errors="replace"))
    return err.decode(errors="replace")
