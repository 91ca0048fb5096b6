"""What is found never depends on what was kept, on the order of the files, nor on who asked for a module first.

Random projects are edited at random.  After each edit, every file is linted by itself without a cache; then a run with
the cache of the earlier edits, runs in other orders, and runs that lint modules ahead of their turn must say the same.
"""

from __future__ import annotations

import ast
import os
import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_projects import Maker
from runs import Run, write

from flake8_asyncsafe.project.workspace import Workspace

_EDITS = 4


def examine(random, edits: int = _EDITS) -> int:
    """Make a project and edit it; the number of reports that were compared."""
    maker = Maker(random)
    compared = 0
    with tempfile.TemporaryDirectory() as directory:
        root = Path(os.path.realpath(directory), "project")
        cache = Path(directory, "cache")
        files = maker.project()
        for edit in range(edits + 1):
            put(root, files)
            compared += compare(root, cache, files, maker)
            if edit < edits:
                files = maker.edited(files)
    return compared


def put(root: Path, files: dict[str, str]) -> None:
    """Make the directory hold these files and no others."""
    for path in sorted(root.rglob("*"), reverse=True):
        if path.is_dir():
            path.rmdir() if not any(path.iterdir()) else None
        elif str(path.relative_to(root)) not in files:
            path.unlink()
    write(root, files)
    for path in sorted(root.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def compare(root: Path, cache: Path, files: dict[str, str], maker: Maker) -> int:
    """Lint the project in all ways; the number of reports in it."""
    names = [name for name in sorted(files) if is_python(files[name])]
    cold = {name: Run(root).lint(name) for name in names}
    failed = {name: told for name, told in cold.items() if any("ASF000" in message for _, _, message in told)}
    assert not failed
    order = maker.shuffled(names)
    ways = {
        "what was kept": (Run(root, cache), order),
        "warm": (Run(root, cache), names),
        "backwards": (Run(root), order[::-1]),
        "ahead": (Run(root, ahead=True), order),
        "ahead, kept": (Run(root, cache.with_name("other"), ahead=True), order[::-1]),
    }
    chosen = maker.one_of(["backwards", "ahead", "ahead, kept"])
    for way in ["what was kept", "warm", chosen]:
        run, order_of_files = ways[way]
        told = run.all(order_of_files)
        for name in names:
            assert told[name] == cold[name], (way, name, order_of_files)
    assert not ways["warm"][0].analysed
    return sum(len(told) for told in cold.values())


def is_python(text: str) -> bool:
    """Whether CPython takes the text: an edit may break it."""
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


@given(st.randoms(use_true_random=False))
@settings(max_examples=12, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
def test_edits(random):
    examine(random)


def test_a_cache_that_does_not_look_is_found_out(monkeypatch):
    """The comparison can fail."""
    monkeypatch.setattr(Workspace, "_still_holds", staticmethod(lambda *_: True))
    with pytest.raises(AssertionError):
        _examine_some(20)


def _examine_some(most):
    for seed in range(most):
        examine(Random(seed))


@pytest.mark.slow
@pytest.mark.timeout(1800)
@given(st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
def test_many_edits(random):
    examine(random, 8)
