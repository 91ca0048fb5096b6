from __future__ import annotations

import functools
import subprocess
from pathlib import PurePosixPath
from typing import NamedTuple

_run = functools.partial(subprocess.run, check=True, capture_output=True, text=True)


class Commit(NamedTuple):
    sha: str
    subject: str


class Repo:
    def __init__(self, workdir: PurePosixPath) -> None:
        self.workdir = workdir

    async def head(self) -> Commit:
        done = _run(["git", "-C", str(self.workdir), "log", "-1", "--format=%H%x00%s"])  # expect: ASF103
        sha, _, subject = done.stdout.partition("\0")
        return Commit(sha, subject.rstrip())

    async def dirty(self) -> bool:
        return bool(_run(["git", "-C", str(self.workdir), "status", "-s"]).stdout)  # expect: ASF103
