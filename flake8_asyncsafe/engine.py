"""The whole life of one file, from text to reports."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from flake8_asyncsafe.findings import Finding, Report
from flake8_asyncsafe.model.disposal import dispose
from flake8_asyncsafe.model.module import Module, model
from flake8_asyncsafe.rules.base import Rule, all_rules
from flake8_asyncsafe.syntax.gate import may_matter
from flake8_asyncsafe.syntax.parse import ParseRefusedError, collector_held_off

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.linking.project import Project
    from flake8_asyncsafe.settings import Settings

FAILED = "ASF000"


def analyse(
    source: str, path: str, settings: Settings, tree: ast.Module | None = None, project: Project | None = None
) -> list[Report]:
    """Lint one module's text and return its reports, sorted.

    ``tree`` is CPython's own tree of the text if the caller has it (flake8 does).  With a ``project``, what the text
    uses of other first-party modules is looked into; without, the text is all that counts.  Never raises: what goes
    wrong in here becomes one ASF000 that names the cause, and the other rules go on.
    """
    if not may_matter(source, settings):
        return []
    with collector_held_off():
        return _analyse(source, path, settings, tree, project)


def _analyse(
    source: str, path: str, settings: Settings, tree: ast.Module | None, project: Project | None
) -> list[Report]:
    try:
        if tree is None:
            try:
                tree = ast.parse(source)
            except (SyntaxError, ValueError):
                return []  # not Python: flake8 itself reports E999
        module = model(source, path, settings, tree, project.outside(path) if project is not None else None)
    except ParseRefusedError as error:
        return _failed(f"libcst cannot parse it ({error})", settings)
    except Exception as error:  # noqa: BLE001 - a crash of ours must not end the flake8 run
        return _failed(f"building the model raised {_words(error)}", settings)
    reports: set[Report] = set()
    failures: list[str] = []
    for rule in _enabled(settings):
        try:
            findings = list(rule.check(module))
            reports.update(_place(module, findings))
        except Exception as error:  # noqa: BLE001
            failures.append(f"rule {rule.code} raised {_words(error)}")
    if failures:
        reports.update(_failed("; ".join(failures), settings))
    dispose(module)
    return sorted(reports)


def _enabled(settings: Settings) -> Iterator[Rule]:
    for rule in all_rules():
        if rule.code in settings.rules:
            yield rule()


def _place(module: Module, findings: list[Finding]) -> Iterator[Report]:
    assert module.locator is not None
    for finding in findings:
        line, column = module.locator.locate(finding.node)
        yield Report(line, column, finding.code, finding.message)


def _failed(cause: str, settings: Settings) -> list[Report]:
    if FAILED not in settings.rules:
        return []
    return [Report(1, 0, FAILED, f"the file could not be analysed: {cause}")]


def _words(error: Exception) -> str:
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[0][:120]}" if text else type(error).__name__
