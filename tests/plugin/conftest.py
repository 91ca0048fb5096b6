"""Runs the real flake8 in a child process, on files that a test writes."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

LIMIT = 60


@dataclass(frozen=True)
class Outcome:
    """What a child process said."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def places(self) -> list[str]:
        """Reports without their messages: ``file:line:column: code``."""
        return [" ".join(line.split(" ", 2)[:2]) for line in self.lines]


class Project:
    """A directory with a flake8 configuration of its own, so that none further up is found."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.configure("")

    def configure(self, text: str) -> None:
        (self.root / ".flake8").write_text("[flake8]\n" + text, encoding="utf-8")

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def flake8(self, *arguments: str, stdin: str | bytes | None = None, below: str = "") -> Outcome:
        return self.python("-m", "flake8", *arguments, stdin=stdin, below=below)

    def python(self, *arguments: str, stdin: str | bytes | None = None, below: str = "") -> Outcome:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        child = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root / below,
            input=data,
            capture_output=True,
            timeout=LIMIT,
            check=False,
        )
        outcome = Outcome(child.returncode, child.stdout.decode(), child.stderr.decode())
        assert "Traceback" not in outcome.out + outcome.err, outcome
        return outcome


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)
