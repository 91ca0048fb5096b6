"""Known concurrency bugs in released packages: ``python tests/ecosystem/realbugs.py [ID...]``.

The tables have one row for each: the release, the line, the rule that is about it, and why it is missed (empty: it is
found).  ``realbugs.tsv`` is the list that the project was given, ``realbugs-mined.tsv`` one of its own: out of issue
threads and releases, and written down before the linter had seen them.  The command downloads the releases, lints the
files and prints which bugs are reported on their line.  It is run by hand: some of the packages are large.

The exit status is 0 if exactly the bugs without a reason are found, 1 if not; a release that cannot be had is said so.
"""

from __future__ import annotations

import argparse
import ast
import csv
from dataclasses import dataclass
from pathlib import Path

from releases import CACHE, FetchError, Package, fetch

from flake8_asyncsafe.engine import analyse
from flake8_asyncsafe.model.linking.project import Project
from flake8_asyncsafe.project.workspace import Workspace
from flake8_asyncsafe.rules.base import all_rules
from flake8_asyncsafe.settings import Settings

TABLES = tuple(Path(__file__).with_name(name) for name in ("realbugs.tsv", "realbugs-mined.tsv"))


@dataclass(frozen=True)
class Bug:
    """One known bug; ``reason`` says why it is missed (empty: it is found)."""

    id: str
    package: Package
    file: str
    line: int
    code: str
    reason: str


def bugs(*paths: Path) -> list[Bug]:
    """The rows of some tables, or of all."""
    rows = []
    for path in paths or TABLES:
        with path.open(encoding="utf-8", newline="") as file:
            rows += csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        Bug(
            row["id"],
            Package(row["package"], row["version"]),
            row["file"],
            int(row["line"]),
            row["code"],
            row["reason"],
        )
        for row in rows
    ]


def is_found(bug: Bug, folder: Path) -> bool:
    """Whether the rule reports the bug on its line.  Raises FetchError if the release lacks the file."""
    path = next(iter(folder.rglob(bug.file)), None)
    if path is None:
        raise FetchError(f"{bug.package.name} {bug.package.version} has no {bug.file}")
    source = path.read_text(encoding="utf-8")
    settings = Settings(rules=frozenset({bug.code}), no_cache=True)
    reports = analyse(source, str(path), settings, ast.parse(source), Project(Workspace(settings)))
    return any(report.line == bug.line for report in reports)


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(description="tell which known bugs of released packages are found")
    parser.add_argument("ids", nargs="*", metavar="ID", help="only these (default: all)")
    parser.add_argument("--cache", type=Path, default=CACHE, metavar="DIR", help="where releases are kept")
    options = parser.parse_args(arguments)
    known = bugs()
    unknown = sorted(set(options.ids) - {bug.id for bug in known})
    if unknown:
        parser.error(f"not in {' or '.join(table.name for table in TABLES)}: {', '.join(unknown)}")
    written = {rule.code for rule in all_rules()}
    found, surprises = 0, 0
    chosen = [bug for bug in known if not options.ids or bug.id in options.ids]
    for bug in chosen:
        place = f"{bug.id} {bug.package.name} {bug.package.version} {bug.file}:{bug.line} {bug.code}"
        try:
            hit = bug.code in written and is_found(bug, fetch(bug.package, options.cache))
        except FetchError as error:
            print(f"n/a    {place}: {error}")
            continue
        found += hit
        surprises += hit is bool(bug.reason)
        print(f"{'found ' if hit else 'missed'} {place}{f': {bug.reason}' if bug.reason else ''}")
    print(f"{found} of {len(chosen)} found{f'; {surprises} not as the table says' if surprises else ''}")
    return 1 if surprises else 0


if __name__ == "__main__":
    raise SystemExit(main())
