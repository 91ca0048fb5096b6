"""The ledger of precision: ``python tests/ecosystem/ledger.py [PACKAGE...]``.

Lints pinned releases of real packages with the default rules and compares with the judgements in ``triage/``.  Prints
what is new, gone or not judged yet, the balance per rule, and how many reports 1,000 lines of asynchronous code get.
``--write`` enters new reports as ``?`` (to be judged by hand) and drops rows whose report is gone.

The exit status is 0 if every report is judged, 1 if not, 2 if a release cannot be had.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from releases import CACHE, FetchError, Package, fetch, pinned, sources
from triage import FOLDER, Judgement, Place, TriageError, read, write

from flake8_asyncsafe.engine import analyse
from flake8_asyncsafe.model.linking.project import Project
from flake8_asyncsafe.project.store import Store
from flake8_asyncsafe.rules.base import all_rules
from flake8_asyncsafe.settings import Settings

#: the precision at which a rule may be on by default
WANTED = 0.95


@dataclass
class Reports:
    """What the rules say about one package; ``lines`` counts all lines, ``async_lines`` those in coroutines."""

    found: dict[Place, list[str]] = field(default_factory=dict)
    lines: int = 0
    async_lines: int = 0


def lint(package: Package, folder: Path, settings: Settings) -> Reports:
    """Lint one unpacked release, as the project that it is."""
    reports = Reports()
    project = Project(settings, Store(None), "ledger")
    for path in sources(package, folder):
        try:
            source = path.read_text(encoding="utf-8")
            tree = ast.parse(source)
        except (SyntaxError, ValueError):
            continue  # templates and test data that no Python accepts
        reports.lines += source.count("\n")
        reports.async_lines += async_lines(tree)
        for report in analyse(source, str(path), settings, tree, project):
            place = Place(path.relative_to(folder).as_posix(), report.line, report.code)
            reports.found.setdefault(place, []).append(report.message)
    return reports


def async_lines(tree: ast.AST) -> int:
    """How many lines of a module stand inside coroutine functions or async generators."""
    inside: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.AsyncFunctionDef):
            inside.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return len(inside)


@dataclass
class Balance:
    """Judgements of one rule over all packages."""

    true: int = 0
    false: int = 0
    open: int = 0

    @property
    def precision(self) -> float | None:
        """The share of judged reports that are true; None without any."""
        judged = self.true + self.false
        return self.true / judged if judged else None


def reconcile(
    reports: Reports, judged: dict[Place, list[Judgement]]
) -> tuple[dict[Place, list[Judgement]], list[str], list[str]]:
    """The judgements as they should be, the reports without one, and the judgements without a report."""
    kept: dict[Place, list[Judgement]] = {}
    new, gone = [], []
    for place in sorted(reports.found.keys() | judged.keys()):
        messages, earlier = reports.found.get(place, []), judged.get(place, [])
        rows = earlier[: len(messages)]
        gone += [f"{place.file}:{place.line} {place.code} ({row.verdict})" for row in earlier[len(messages) :]]
        for message in messages[len(rows) :]:
            new.append(f"{place.file}:{place.line} {place.code} {message}")
            rows.append(Judgement("?", message.replace("\t", " ")))
        if rows:
            kept[place] = rows
    return kept, new, gone


def balance(packages: list[dict[Place, list[Judgement]]]) -> dict[str, Balance]:
    """The balance of each rule, by code."""
    counts: Counter[tuple[str, str]] = Counter(
        (place.code, row.verdict) for judged in packages for place, rows in judged.items() for row in rows
    )
    codes = sorted({code for code, _ in counts})
    return {code: Balance(counts[code, "true"], counts[code, "false"], counts[code, "?"]) for code in codes}


def _run(package: Package, cache: Path, settings: Settings) -> Reports:
    return lint(package, fetch(package, cache), settings)


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(description="lint pinned real packages and compare with the committed triage")
    parser.add_argument("packages", nargs="*", metavar="PACKAGE", help="only these (default: all)")
    parser.add_argument("--rule", action="append", default=[], metavar="CODE", help="only this rule, also if it is off")
    parser.add_argument("--write", action="store_true", help="enter new reports as '?', drop rows without a report")
    parser.add_argument("--cache", type=Path, default=CACHE, metavar="DIR", help="where releases are kept")
    parser.add_argument("--triage", type=Path, default=FOLDER, metavar="DIR", help="where the tables are")
    parser.add_argument("-j", "--jobs", type=int, default=2, metavar="N", help="packages linted at once")
    options = parser.parse_args(arguments)
    known = {package.name: package for package in pinned()}
    unknown = sorted(set(options.packages) - set(known))
    if unknown:
        parser.error(f"not in packages.toml: {', '.join(unknown)}")
    rules = {rule.code: rule for rule in all_rules()}
    strange = sorted(set(options.rule) - set(rules))
    if strange:
        parser.error(f"no such rule: {', '.join(strange)}")
    chosen = [known[name] for name in options.packages or known]
    on = frozenset(options.rule) or frozenset(code for code, rule in rules.items() if rule.default)
    settings = Settings(rules=on)
    try:
        with ProcessPoolExecutor(options.jobs) as pool:
            jobs = [pool.submit(_run, package, options.cache, settings) for package in chosen]
            results = [job.result() for job in jobs]
        judged = [
            {place: rows for place, rows in read(package.name, options.triage).items() if place.code in on}
            for package in chosen
        ]
    except (FetchError, TriageError) as error:
        print(f"ledger: {error}", file=sys.stderr)
        return 2
    complete, tables = True, []
    for package, reports, rows in zip(chosen, results, judged, strict=True):
        kept, new, gone = reconcile(reports, rows)
        tables.append(kept)
        complete = complete and not new and not gone
        for kind, each in (("new", new), ("gone", gone)):
            for line in each:
                print(f"{kind:4} {package.name}: {line}")
        if options.write:
            others = {place: rows for place, rows in read(package.name, options.triage).items() if place.code not in on}
            write(package.name, others | kept, options.triage)
    totals = balance(tables)
    _print_balance(totals, rules)
    _print_density(chosen, results)
    return 0 if complete and not any(total.open for total in totals.values()) else 1


def _print_balance(totals: dict[str, Balance], rules: dict[str, type]) -> None:
    print(f"\n{'rule':8} {'true':>5} {'false':>5} {'open':>5}  precision")
    for code, total in totals.items():
        share = f"{total.precision:6.1%}" if total.precision is not None else "     -"
        low = total.precision is not None and total.precision < WANTED
        note = f"  below {WANTED:.0%}" if low else ""
        print(f"{code:8} {total.true:5} {total.false:5} {total.open:5}  {share}{note}")
    silent = sorted(code for code, rule in rules.items() if rule.default and code not in totals and code != "ASF000")
    if silent:
        print(f"no reports: {', '.join(silent)}")


def _print_density(packages: list[Package], results: list[Reports]) -> None:
    print(f"\n{'package':22} {'lines':>8} {'async':>7} {'reports':>7}  per 1,000 async lines")
    everything = Reports()
    count = 0
    for package, reports in zip(packages, results, strict=True):
        found = sum(map(len, reports.found.values()))
        print(f"{package.name:22} {reports.lines:8} {reports.async_lines:7} {found:7}  {_density(found, reports):.2f}")
        count += found
        everything.lines += reports.lines
        everything.async_lines += reports.async_lines
    print(f"{'all':22} {everything.lines:8} {everything.async_lines:7} {count:7}  {_density(count, everything):.2f}")


def _density(found: int, reports: Reports) -> float:
    return found * 1000 / reports.async_lines if reports.async_lines else 0.0


if __name__ == "__main__":
    raise SystemExit(main())
