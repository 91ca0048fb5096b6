"""What the robustness tests share: a lint run that must not fail, with every rule and every question of the model."""

from __future__ import annotations

import ast
import warnings
from typing import TYPE_CHECKING

import libcst as cst
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from flake8_asyncsafe.findings import Report


@pytest.fixture(scope="session")
def lint() -> Callable[[str, str], list[Report]]:
    """Lint a text with all rules; ASF000 is an error unless libcst itself refuses the text."""
    engine = pytest.importorskip("flake8_asyncsafe.engine")
    from flake8_asyncsafe.rules.base import all_rules
    from flake8_asyncsafe.settings import Settings

    settings = Settings(rules=frozenset(rule.code for rule in all_rules()))

    def run(source: str, path: str = "module.py") -> list[Report]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what the linted text would warn of is not ours
            reports: list[Report] = engine.analyse(source, path, settings)
            failures = [report.message for report in reports if report.code == "ASF000"]
            if failures:
                assert not accepted(source), (path, failures)
            elif engine.may_matter(source, settings) and (tree := parsed(source)) is not None:
                ask_everything(engine.model(source, path, settings, tree))
        lines = source.splitlines() or [""]
        for report in reports:
            assert 1 <= report.line <= len(lines) + 1, report
            assert report.column >= 0, report
            assert "\n" not in report.message, report
        assert reports == sorted(set(reports))
        return reports

    return run


def accepted(source: str) -> bool:
    """Whether both parsers take the text: CPython's, without which flake8 is not even asked, and libcst's."""
    try:
        cst.parse_module(source)
    except (UnicodeError, cst.ParserSyntaxError):
        return False
    return parsed(source) is not None


def parsed(source: str) -> ast.Module | None:
    """CPython's tree of the text, or None."""
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def ask_everything(module: object) -> None:
    """Put the questions of all present and future rules to the model: of each call, what it calls and what it gives."""
    for function in module.functions:
        module.graph.edges(function)
        module.graph.callers(function)
        list(module.blocking_steps(function))
        for call in function.calls:
            module.targets(call)
            module.apis(call)
            module.runs_loop(call)
            module.use(call.node)
            module.values(call.node, call)
            for argument in call.node.args:
                module.values(argument.value, call)
    module.spawns.all()
    assert module.on_loop is not None
    assert module.locks is not None
    assert module.critical is not None
    assert isinstance(module.library, str) or callable(module.library)
