"""Every file of the running interpreter's standard library passes.

By default a sample; ``ASYNCSAFE_STDLIB=all`` takes all files.
"""

from __future__ import annotations

import os
import sysconfig
import tokenize
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

STDLIB = Path(sysconfig.get_paths()["stdlib"])
ALWAYS = ("asyncio", "concurrent", "multiprocessing", "importlib", "unittest", "test/test_asyncio")
ALSO = (
    "threading.py", "subprocess.py", "queue.py", "socketserver.py", "selectors.py", "sched.py", "contextlib.py",
    "logging/__init__.py", "logging/handlers.py", "functools.py", "typing.py", "dataclasses.py", "weakref.py", "ssl.py",
    "tempfile.py", "http/server.py", "urllib/request.py", "inspect.py", "ast.py", "zipfile.py", "sqlite3/__init__.py",
)  # fmt: skip
SAMPLE = 150
CHUNKS = 10


def files() -> Iterator[Path]:
    """All files if asked for, else the concurrent packages and evenly spread others up to the size of the sample."""
    every = sorted(
        path
        for path in STDLIB.rglob("*.py")
        if not {"site-packages", "dist-packages", "lib2to3"} & set(path.relative_to(STDLIB).parts)
    )
    if os.environ.get("ASYNCSAFE_STDLIB") == "all":
        yield from every
        return
    chosen = dict.fromkeys(path for path in every if str(path.relative_to(STDLIB)).startswith(ALWAYS))
    chosen.update(dict.fromkeys(STDLIB / name for name in ALSO if (STDLIB / name).exists()))
    chosen = dict.fromkeys(list(chosen)[: SAMPLE - 30])
    others = [path for path in every if path not in chosen]
    chosen.update(dict.fromkeys(others[:: max(1, len(others) // (SAMPLE - len(chosen)))]))
    yield from chosen


FILES = list(files())


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_standard_library(lint: Callable[[str, str], object], chunk: int) -> None:
    assert FILES, f"no standard library in {STDLIB}"
    for path in FILES[chunk::CHUNKS]:
        try:
            with tokenize.open(path) as file:
                source = file.read()
        except (SyntaxError, UnicodeDecodeError):
            continue  # a test file of Python's with a wrong encoding on purpose
        lint(source, str(path))
