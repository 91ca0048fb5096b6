"""Where frameworks run what users write for them: programs of a few lines, and what the rules say about them.

Each program marks the lines that are reported: ``# ASF101``; every other line is silent.
"""

from __future__ import annotations

import ast
import re
import textwrap

import pytest
from programs_of_colour import COLOUR
from programs_off_loop import SILENT
from programs_on_loop import ON_LOOP

from flake8_asyncsafe.engine import analyse
from flake8_asyncsafe.rules.base import all_rules
from flake8_asyncsafe.settings import Settings
from flake8_asyncsafe.syntax.gate import may_matter

RULES = frozenset(rule.code for rule in all_rules() if re.match("ASF(1|30[157])", rule.code) and rule.default)


def reports(source: str) -> set[tuple[int, str]]:
    settings = Settings(rules=RULES)
    return {(each.line, each.code) for each in analyse(source, "pkg/snippet.py", settings, ast.parse(source))}


@pytest.mark.parametrize(
    "program", [*ON_LOOP.values(), *SILENT.values(), *COLOUR.values()], ids=[*ON_LOOP, *SILENT, *COLOUR]
)
def test_program(program: str) -> None:
    source = textwrap.dedent(program)
    expected = {
        (number, mark) for number, text in enumerate(source.splitlines(), 1) for mark in re.findall(r"# (ASF\d+)", text)
    }
    assert reports(source) == expected


@pytest.mark.parametrize("program", ON_LOOP.values(), ids=list(ON_LOOP))
def test_the_gate_lets_it_in(program: str) -> None:
    assert may_matter(textwrap.dedent(program), Settings())
