"""The table of codes is whole, and says only what is so."""

from __future__ import annotations

import ast
import importlib.util
import re
from pathlib import Path

import pytest

from flake8_asyncsafe.migration.selectors import ignored, selected
from flake8_asyncsafe.migration.table import entries, is_theirs, markdown, translate
from flake8_asyncsafe.rules.base import all_rules


def test_each_of_our_codes_exists() -> None:
    ours = {code for entry in entries() for code in entry.ours}
    missing = ours - {rule.code for rule in all_rules()}
    assert missing == set()


def test_codes_are_unique_and_sorted() -> None:
    codes = [entry.code for entry in entries()]
    assert codes == sorted(set(codes))
    assert all(entry.tools and entry.name for entry in entries())


def test_what_has_no_counterpart_says_why() -> None:
    assert [entry.code for entry in entries() if not entry.ours and not entry.less] == []


def test_every_code_of_flake8_async_is_there() -> None:
    """Read from the installed release, without importing it."""
    spec = importlib.util.find_spec("flake8_async")
    if spec is None or spec.origin is None:
        pytest.skip("flake8-async is not installed")
    found = set()
    for path in Path(spec.origin).parent.rglob("visitor*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict):
                keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
                found |= {key for key in keys if isinstance(key, str) and re.fullmatch(r"ASYNC\d{3}", key)}
    assert len(found) > 40
    assert found - {entry.code for entry in entries()} == set()


@pytest.mark.parametrize(
    ("selector", "ours"),
    [("ASYNC100", ("ASF406",)), ("ASYNC22", ("ASF103",)), ("ASYNC106", ()), ("E501", ()), ("RUF0", ()), ("X", ())],
)
def test_translate(selector: str, ours: tuple[str, ...]) -> None:
    assert translate(selector) == ours


def test_family() -> None:
    assert selected("ASYNC")[0] == "ASF"
    assert "ASF413" in selected("ASYNC")
    assert ignored("ASYNC") == ("ASF",)
    assert not is_theirs("ASYNCX")


def test_markdown_has_a_row_for_each() -> None:
    rows = markdown({"ASF413": False}).splitlines()
    assert len(rows) == len(entries()) + 2
    assert any("ASF413 (off)" in row for row in rows)
