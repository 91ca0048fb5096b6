"""Bad and good programs written from the rules' descriptions alone, by authors who had not seen a rule or a fixture.

``first`` to ``fourth`` are rounds.  Every marked line of a bad program is reported, and nothing else is,
with all rules on; a good program is silent.  What is missed, and why, is in ``KNOWN``; what is reported wrongly, in
``ALARMS``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flake8_asyncsafe.engine import analyse
from flake8_asyncsafe.rules.base import all_rules
from flake8_asyncsafe.settings import Settings

HERE = Path(__file__).parent
EXPECT = re.compile(r"# expect: (ASF\d{3}(?:, ASF\d{3})*)")
PROGRAMS = sorted(HERE.glob("*/ASF*/*.py"))
#: misses that are known: (program, lines)
KNOWN: dict[str, set[int]] = {
    # a removal that raised has changed nothing, but is taken to have
    "second/ASF111/bad3.py": {15},
    # a gRPC stub of unknown generated code
    "third/ASF107/bad4.py": {19},
    # coroutines that only sleep and print: there is no exception that could be lost
    "third/ASF304/bad3.py": {26, 29},
    # parameters without an annotation: what callers give them is not looked up
    "third/ASF311/bad2.py": {30},
    "third/ASF405/bad3.py": {29},
    # `ensure_future(function())` of an unknown function may only pass on a task that somebody else keeps
    "third/ASF408/bad5.py": {36, 50},
    # containers of which no element is changed in a form that is recognised
    "third/ASF806/bad5.py": {16},
    # the reader of a socket is called when there is something to read: `recv` does not wait then
    "fourth/ASF112/bad3.py": {21},
    # in a function for clean-up, where failures are ignored on purpose
    "fourth/ASF304/bad1.py": {25},
    # coroutines that only sleep, count and print: there is no exception that could be lost
    "fourth/ASF304/bad2.py": {27},
    "fourth/ASF304/bad3.py": {22, 26},
    # a loop that prints while a task runs shows that it does: with `wait` it would still have to wake up for that
    "fourth/ASF405/bad2.py": {34},
}
#: false alarms that are known: (program, reports)
ALARMS: dict[str, set[tuple[int, str]]] = {}


def test_there_are_programs_for_every_rule() -> None:
    folders = {path.parent.name for path in PROGRAMS}
    assert folders == {rule.code for rule in all_rules()} - {"ASF000"}


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: "/".join(path.parts[-3:]))
def test_reports(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    on = {rule.code for rule in all_rules() if rule.default or rule.code == path.parent.name}
    expected = {
        (number, code)
        for number, line in enumerate(source.splitlines(), 1)
        for match in EXPECT.finditer(line)
        for code in match[1].split(", ")
    }
    assert bool(expected) == path.name.startswith("bad")
    found = {(report.line, report.code) for report in analyse(source, str(path), Settings(rules=frozenset(on)))}
    program = "/".join(path.parts[-3:])
    known = KNOWN.get(program, set())
    assert found == {(line, code) for line, code in expected if line not in known} | ALARMS.get(program, set())
