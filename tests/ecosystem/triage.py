"""What was found in real packages, read in its source and judged: one table per package.

A row is ``file, line, code, verdict, reason``.  The verdict ``true`` means that the report is right by the rule's own
words, ``false`` that it is a false alarm, ``?`` that nobody has looked yet.  A release never changes, so neither do
file and line.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE / "triage"
COLUMNS = ("file", "line", "code", "verdict", "reason")
VERDICTS = frozenset({"true", "false", "?"})


class TriageError(Exception):
    """A triage file has a row that cannot be read; the text names file and row."""


@dataclass(frozen=True, order=True)
class Place:
    """Where a report stands: ``file`` relative to the unpacked release, 1-based ``line``, rule ``code``."""

    file: str
    line: int
    code: str


@dataclass(frozen=True)
class Judgement:
    """What a reader made of a report; ``reason`` is a sentence about that very place."""

    verdict: str
    reason: str


def read(package: str, folder: Path = FOLDER) -> dict[Place, list[Judgement]]:
    """The judgements on a package (a line may hold several reports of one rule).  Raises TriageError."""
    path = folder / f"{package}.tsv"
    found: dict[Place, list[Judgement]] = {}
    if not path.exists():
        return found
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            raise TriageError(f"{path}: the first row must be {', '.join(COLUMNS)}")
        for number, row in enumerate(rows, 2):
            if None in row or None in row.values() or not row["line"].isdigit():
                raise TriageError(f"{path}:{number}: a row has {len(COLUMNS)} fields, the second a number")
            if row["verdict"] not in VERDICTS:
                raise TriageError(f"{path}:{number}: the verdict {row['verdict']!r} is none of true, false, ?")
            place = Place(row["file"], int(row["line"]), row["code"])
            found.setdefault(place, []).append(Judgement(row["verdict"], row["reason"]))
    return found


def write(package: str, judged: dict[Place, list[Judgement]], folder: Path = FOLDER) -> None:
    """Write the judgements on a package, sorted."""
    path = folder / f"{package}.tsv"
    if not judged:
        path.unlink(missing_ok=True)
        return
    lines = ["\t".join(COLUMNS)]
    lines += [
        "\t".join((place.file, str(place.line), place.code, judgement.verdict, judgement.reason))
        for place in sorted(judged)
        for judgement in judged[place]
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
