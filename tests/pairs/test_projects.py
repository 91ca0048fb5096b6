"""Small projects of several modules, written from the rules alone, each once with defects and once without.

``seventh`` and ``tenth`` are the rounds.  The authors of the seventh were asked for code without annotations, whose
objects come from constructors, callers and base classes in other modules; at least half of its defects need such
knowledge.  Most of what is missed there has one cause: what modules that import a file give to it is not looked at,
since its findings would then depend on files that it knows nothing of.  The author of the tenth was told so: the marked
file and what it imports hold the evidence.  The table ``known.tsv`` of a round lists what is missed (``-``) and what is
reported at another line than the author's (``+``); the rules that are off by default are not run, so what is marked for
them is missed too.  No correct project may be reported.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from flake8_asyncsafe.engine import analyse
from flake8_asyncsafe.model.linking.project import Project
from flake8_asyncsafe.project.workspace import Workspace
from flake8_asyncsafe.rules.base import all_rules
from flake8_asyncsafe.settings import Settings

HERE = Path(__file__).parent
ROUNDS = ("seventh", "tenth")
EXPECT = re.compile(r"# expect: (ASF\d{3}(?:, ASF\d{3})*)")
PROJECTS = sorted(path for each in ROUNDS for path in (HERE / each).glob("*/*") if path.is_dir())
ON = frozenset(rule.code for rule in all_rules() if rule.default)

Told = tuple[str, int, str]


def known(sign: str) -> set[Told]:
    """The rows of the tables with that sign: (file, line, code)."""
    return {
        (f"{name}/{file}", int(line), code)
        for name in ROUNDS
        for row in (HERE / name / "known.tsv").read_text(encoding="utf-8").splitlines()
        for each, file, line, code in [row.split("\t")]
        if each == sign
    }


def marked(path: Path) -> set[Told]:
    """What the author of a file marked."""
    return {
        (path.relative_to(HERE).as_posix(), number, code)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for match in EXPECT.finditer(line)
        for code in match[1].split(", ")
    }


def test_the_table_is_about_these_projects() -> None:
    everything = set().union(*(marked(path) for root in PROJECTS for path in root.rglob("*.py")))
    assert known("-") <= everything
    assert not known("+") & everything
    assert len(PROJECTS) == 144 + 72


@pytest.mark.parametrize("root", PROJECTS, ids=lambda path: "/".join(path.parts[-3:]))
def test_reports(root: Path) -> None:
    settings = Settings(rules=ON, no_cache=True, source_roots=(str(root),))
    project = Project(Workspace(settings))
    expected: set[Told] = set()
    found: set[Told] = set()
    for path in sorted(root.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        expected |= marked(path)
        for report in analyse(source, str(path), settings, ast.parse(source), project):
            found.add((path.relative_to(HERE).as_posix(), report.line, report.code))
    assert bool(expected) == (root.name == "bad")
    inside = root.relative_to(HERE).as_posix() + "/"
    assert found == (expected - known("-")) | {each for each in known("+") if each[0].startswith(inside)}
