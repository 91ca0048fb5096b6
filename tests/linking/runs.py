"""Lints the files of a project as flake8 does: the gate, then what is kept, then the analysis."""

from __future__ import annotations

import ast
import re
import warnings
from typing import TYPE_CHECKING

from flake8_asyncsafe.plugin import AsyncsafeChecker
from flake8_asyncsafe.project.workspace import Workspace
from flake8_asyncsafe.rules.base import all_rules
from flake8_asyncsafe.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

DEFAULT = frozenset(rule.code for rule in all_rules() if rule.default)
_HEADING = re.compile(r"^# file: (\S+)\n", re.MULTILINE)
_MARK = re.compile(r"# expect: (ASF\d{3}(?:, ASF\d{3})*)")

#: one report without its rule's class: (line, column, code and message)
Told = tuple[int, int, str]


class Run:
    """One run of flake8 over a project.  ``cache`` None: nothing is kept; ``ahead``: this process lints all files."""

    def __init__(self, root: Path, cache: Path | None = None, *, ahead: bool = False, **options: object) -> None:
        self.root = root
        where = {"cache_dir": str(cache)} if cache is not None else {"no_cache": True}
        settings = Settings(**{"rules": DEFAULT, **where, **options})  # type: ignore[arg-type]
        self.workspace = Workspace(settings, "", lambda path: ahead and path.startswith(str(root)))
        run = self
        self.analysed: list[str] = []

        class Checker(AsyncsafeChecker):
            """flake8's checker, which leaves what it knows to a run of its own."""

            _with_rules = settings
            _workspace = self.workspace

            def _analysed(self, source: str) -> list:
                run.analysed.append(self._filename)
                return super()._analysed(source)

        Checker.settings = settings
        self._checker = Checker

    def lint(self, name: str) -> list[Told]:
        """The reports in one file; none in one that flake8 itself refuses."""
        return self.lint_text(name, (self.root / name).read_text(encoding="utf-8"))

    def lint_text(self, name: str, text: str) -> list[Told]:
        """The reports in a text that flake8 was given under the name of a file."""
        path = self.root / name
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
        checker = self._checker(tree, str(path), text.splitlines(keepends=True))
        return [(line, column, message) for line, column, message, _ in checker.run()]

    def all(self, names: Iterable[str]) -> dict[str, list[Told]]:
        """The reports in files, linted in that order."""
        return {name: self.lint(name) for name in names}


def write(root: Path, files: Mapping[str, str]) -> None:
    """Write the files of a project."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def files_of(text: str) -> dict[str, str]:
    """The files of a project written one after another, each behind a line ``# file: name``."""
    _, *parts = _HEADING.split(text.lstrip("\n"))
    return dict(zip(parts[::2], parts[1::2], strict=True))


def expected(files: Mapping[str, str]) -> dict[str, list[tuple[int, str]]]:
    """(line, code) of what the marks of each file call for."""
    return {
        name: [
            (number, code)
            for number, line in enumerate(text.splitlines(), 1)
            for match in _MARK.finditer(line)
            for code in match[1].split(", ")
        ]
        for name, text in files.items()
    }


def codes(told: Mapping[str, list[Told]]) -> dict[str, list[tuple[int, str]]]:
    """(line, code) of the reports of each file."""
    return {name: [(line, message[:6]) for line, _, message in reports] for name, reports in told.items()}


def check(root: Path, text: str, **options: object) -> dict[str, list[Told]]:
    """Lint a small project in all the ways that there are: each gives what the marks call for, and the same words.

    The ways: file by file in fresh runs, forwards and backwards in one, ahead of their turn, and twice with a cache.
    """
    files = files_of(text)
    write(root, files)
    names = [name for name in files if name.endswith(".py")]
    runs: dict[str, Callable[[], dict[str, list[Told]]]] = {
        "alone": lambda: {name: Run(root, **options).lint(name) for name in names},
        "forwards": lambda: Run(root, **options).all(names),
        "backwards": lambda: Run(root, **options).all(reversed(names)),
        "ahead": lambda: Run(root, ahead=True, **options).all(names),
        "ahead, backwards": lambda: Run(root, ahead=True, **options).all(reversed(names)),
        "cold cache": lambda: Run(root, root / ".cache", **options).all(names),
        "warm cache": lambda: Run(root, root / ".cache", **options).all(names),
    }
    outcomes = {way: run() for way, run in runs.items()}
    alone = outcomes["alone"]
    wanted = expected({name: files[name] for name in names})
    assert codes(alone) == wanted, alone
    for way, outcome in outcomes.items():
        assert outcome == alone, way
    return alone
