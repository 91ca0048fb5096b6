"""The same releases, linted by hydroid: ``python tests/ecosystem/hydroid.py [PACKAGE...] [--hydroid PATH] [--list]``.

hydroid (``pip install hydroid-cli``, into an environment of its own) is a type-based tool that finds blocking calls
reachable from coroutines.  A finding of either tool is a place: the file and the statement in which the coroutine calls
what blocks.  Printed per package: the places that both report, that only hydroid does (of these: how many end at a
lock that is taken with ``with``, which is no blocking call for us) and that only we do, with our rules ASF101 to
ASF110, ASF112, ASF120 and ASF121.  ``--list`` prints the single ones with the blocking call at the end of the chain.

The exit status is 2 if the tool is missing or fails, or a release cannot be had.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledger import lint
from releases import CACHE, FetchError, Package, fetch, pinned

from flake8_asyncsafe.settings import Settings

RULES = frozenset({*(f"ASF{number}" for number in range(101, 111)), "ASF112", "ASF120", "ASF121"})
_TIMEOUT = 600.0
_LAST = re.compile(r"(?: -> |: )\S+\.py:\d+ ([\w.]+)(?:;|$)")
_CALL = re.compile(r"`(.+?)`")


class ToolError(Exception):
    """hydroid is missing, or did not do what it should; the text says which."""


@dataclass(frozen=True, order=True)
class Place:
    """Where a coroutine calls what blocks: ``line`` is the first one of the statement."""

    file: str
    line: int


@dataclass(frozen=True)
class Found:
    """What a tool says about a place: the coroutine ("": not told) and the blocking call at the end of the chain."""

    coroutine: str
    final: str

    @property
    def is_lock(self) -> bool:
        """Whether it is the entry of a lock."""
        return self.final.endswith("ock.__enter__")


Places = dict[Place, list[Found]]


@dataclass
class Comparison:
    """The places of one package, by who reports them."""

    both: Places
    only_hydroid: Places
    only_ours: Places

    @property
    def locks(self) -> int:
        """How many places only hydroid reports, and only because of a lock."""
        return sum(all(each.is_lock for each in found) for found in self.only_hydroid.values())


def parsed(text: str) -> list[tuple[str, int, Found]]:
    """(file, line, what) for each finding in hydroid's JSON.  Raises ToolError if it is in another form."""
    try:
        data: Any = json.loads(text)
        return [
            (each["location"]["path"], each["location"]["line"], Found(each["function"], each["sink"]["qualname"]))
            for each in data["diagnostics"]
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise ToolError(f"its output is not the JSON that is expected ({type(error).__name__}: {error})") from error


def final_of(message: str) -> str:
    """The blocking call that one of our messages is about: the end of its chain, or the call that it quotes."""
    last = _LAST.search(message) or _CALL.search(message)
    return last[1] if last is not None else message


class Statements:
    """Which statement a line belongs to, file by file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._first: dict[str, dict[int, int]] = {}

    def first_line(self, file: str, line: int) -> int:
        """The first line of the innermost statement at a line; of a compound one only its header counts."""
        if file not in self._first:
            self._first[file] = self._lines(self._folder / file)
        return self._first[file].get(line, line)

    @staticmethod
    def _lines(path: Path) -> dict[int, int]:
        try:
            tree = ast.parse(path.read_text(encoding="utf-8"))
        except (OSError, SyntaxError, ValueError):
            return {}
        found: dict[int, int] = {}
        for node in ast.walk(tree):  # outer ones first
            if isinstance(node, ast.stmt):
                body = getattr(node, "body", None) or getattr(node, "cases", None)
                first = body[0] if body else None
                end = node.end_lineno or node.lineno
                if first is not None:
                    start = first.pattern.lineno if isinstance(first, ast.match_case) else first.lineno
                    end = max(node.lineno, start - 1)
                found.update(dict.fromkeys(range(node.lineno, end + 1), node.lineno))
        return found


def compare(theirs: Places, ours: Places) -> Comparison:
    """Who reports what; what both report is kept in hydroid's words."""
    return Comparison(
        both={place: theirs[place] for place in theirs.keys() & ours.keys()},
        only_hydroid={place: theirs[place] for place in theirs.keys() - ours.keys()},
        only_ours={place: ours[place] for place in ours.keys() - theirs.keys()},
    )


def run_hydroid(tool: str, folder: Path) -> str:
    """hydroid's output for a folder.  Raises ToolError."""
    command = [tool, "--format", "json", "--no-cache", "--cpu", "."]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=_TIMEOUT, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ToolError(f"it cannot be run: {error}") from error
    if done.returncode not in (0, 1):
        raise ToolError(f"it failed with status {done.returncode}: {done.stderr.strip()[:200]}")
    return done.stdout


def compare_package(tool: str, package: Package, cache: Path) -> Comparison:
    """Run both tools on one package."""
    folder = fetch(package, cache)
    statements = Statements(folder)
    theirs: Places = {}
    for file, line, what in parsed(run_hydroid(tool, folder)):
        theirs.setdefault(Place(file, statements.first_line(file, line)), []).append(what)
    ours: Places = {}
    for place, messages in lint(package, folder, Settings(rules=RULES, no_cache=True)).found.items():
        where = Place(place.file, statements.first_line(place.file, place.line))
        ours.setdefault(where, []).extend(Found("", f"{place.code} {final_of(each)}") for each in messages)
    return compare(theirs, ours)


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(description="compare with what hydroid finds in the pinned real packages")
    parser.add_argument("packages", nargs="*", metavar="PACKAGE", help="only these (default: all)")
    parser.add_argument("--hydroid", metavar="PATH", help="the tool (default: the one on PATH)")
    parser.add_argument("--list", action="store_true", help="print the places that only one of the two reports")
    parser.add_argument("--cache", type=Path, default=CACHE, metavar="DIR", help="where releases are kept")
    options = parser.parse_args(arguments)
    known = {package.name: package for package in pinned()}
    unknown = sorted(set(options.packages) - set(known))
    if unknown:
        parser.error(f"not in packages.toml: {', '.join(unknown)}")
    tool = shutil.which(options.hydroid or "hydroid")
    if tool is None:
        what = options.hydroid or "hydroid (pip install hydroid-cli, into an environment of its own)"
        print(f"hydroid: there is no executable {what}", file=sys.stderr)
        return 2
    tool = str(Path(tool).resolve())
    print(f"{'package':22} {'both':>5} {'only hydroid':>13} {'(locks)':>8} {'only ours':>10}")
    totals = [0, 0, 0, 0]
    for name in options.packages or known:
        try:
            found = compare_package(tool, known[name], options.cache)
        except (ToolError, FetchError) as error:
            print(f"hydroid: {name}: {error}", file=sys.stderr)
            return 2
        counts = [len(found.both), len(found.only_hydroid), found.locks, len(found.only_ours)]
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
        _print_row(name, counts)
        if options.list:
            _print_single("hydroid", found.only_hydroid)
            _print_single("ours", found.only_ours)
    _print_row("all", totals)
    return 0


def _print_row(name: str, counts: list[int]) -> None:
    print(f"{name:22} {counts[0]:5} {counts[1]:13} {counts[2]:8} {counts[3]:10}", flush=True)


def _print_single(who: str, places: Places) -> None:
    for place, found in sorted(places.items()):
        for each in found:
            print(f"  {who:8} {place.file}:{place.line} {each.coroutine} {each.final}".replace("  ", " ", 1))


if __name__ == "__main__":
    raise SystemExit(main())
