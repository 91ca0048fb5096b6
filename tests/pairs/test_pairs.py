"""Bad and good programs written from the rules' descriptions alone, by authors who had not seen a rule or a fixture.

``first`` to ``sixth``, ``eighth`` and ``ninth`` are rounds.  Every marked line of a bad program is reported, and
nothing else, with all rules on; a good program is silent.  What is missed, and why, is in ``KNOWN``; what is reported
wrongly, in ``ALARMS``; both of the ninth round in a table of its own: ``-`` missed, ``+`` reported.
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
    # parameters without an annotation: what callers give them is not looked up
    # `ensure_future(function())` of an unknown function may only pass on a task that somebody else keeps
    "third/ASF408/bad5.py": {36, 50},
    # containers of which no element is changed in a form that is recognised
    "third/ASF806/bad5.py": {16},
    # the reader of a socket is called when there is something to read: `recv` does not wait then
    "fourth/ASF112/bad3.py": {21},
    # in a function for clean-up, where failures are ignored on purpose
    "fourth/ASF304/bad1.py": {25},
    # a loop that prints while a task runs shows that it does: with `wait` it would still have to wake up for that
    "fourth/ASF405/bad2.py": {34},
    # a lock of the object that `__del__` is about: who held it would still have the object
    "fifth/ASF213/bad1.py": {29},
    # two calls with different constants: an order may be meant
    "fifth/ASF320/bad1.py": {7},
    # `continue` leaves the block of a group that has started nothing yet
    "fifth/ASF409/bad2.py": {17},
    # reported where the handler is installed, not where a function is called that installs it
    "fifth/ASF417/bad1.py": {16},
    # a wait with a timeout answers whether it was woken; a wait in a function that only waits is a helper
    "fifth/ASF601/bad1.py": {42},
    "fifth/ASF601/bad2.py": {29},
    # nothing in the file waits for that event
    "fifth/ASF604/bad1.py": {17},
    # a queue that a subclass or another module may join, in a class without a join
    "fifth/ASF605/bad1.py": {32},
    # with a single consumer the answer holds until it acts
    "fifth/ASF606/bad2.py": {21},
    # the flag of the loop may be set from outside
    "fifth/ASF609/bad2.py": {29},
    # a bound method of the loop given to a timer
    "fifth/ASF701/bad2.py": {28},
    # a generator that reached the call through a local
    "fifth/ASF707/bad1.py": {24},
    # reported where the module calls the function, which is where the import forks
    "fifth/ASF714/bad1.py": {11},
    # a store under a key that may be there already, in code of one task
    "fifth/ASF802/bad2.py": {26},
    # a plain `__aexit__` of an abstract class of the standard library
    "fifth/ASF901/bad2.py": {18},
    # reported where the lock is given back on the other thread, which is what raises
    "sixth/ASF212/bad2.py": {29},
    # a store of what a helper method computed from an element of a global table
    "sixth/ASF501/bad2.py": {21},
    # reported where a function is handed over, not where it uses what it may not: so four other authors have it
    "fifth/ASF702/bad1.py": {27},
    "fifth/ASF702/bad2.py": {19, 26},
    "fifth/ASF703/bad1.py": {21},
    "fifth/ASF703/bad2.py": {13},
    # one task that refreshes a token under its lock, for which all others have to wait anyway
    "eighth/ASF219/bad1.py": {39},
    # a decorator of the program awaits it, so it cannot be made plain
    "eighth/ASF322/bad1.py": {50},
    # signals that are ignored have no handler
    "eighth/ASF417/bad1.py": {72, 79},
    # `next` of an `itertools.count` and `setdefault` are single steps without the GIL, too
    "eighth/ASF715/bad1.py": {35, 37},
}
#: false alarms that are known: (program, reports)
ALARMS: dict[str, set[tuple[int, str]]] = {
    # true, but the program was written for another rule (rules that came later included)
    "fifth/ASF308/bad2.py": {(23, "ASF104")},
    "fifth/ASF318/bad2.py": {(21, "ASF304")},
    "fifth/ASF324/bad1.py": {(5, "ASF104")},
    "fifth/ASF416/bad1.py": {(22, "ASF325")},
    "fifth/ASF420/good1.py": {(16, "ASF402")},
    "fifth/ASF701/bad2.py": {(22, "ASF303")},
    "fifth/ASF707/bad2.py": {(28, "ASF708")},
    "fifth/ASF502/bad3.py": {(24, "ASF502")},
    "fifth/ASF901/bad2.py": {(28, "ASF307")},
    # the same defect as a marked one, reported at another line
    "fifth/ASF417/bad1.py": {(11, "ASF417")},
    "fifth/ASF714/bad1.py": {(22, "ASF714")},
    "sixth/ASF212/bad2.py": {(30, "ASF212")},
    "fifth/ASF702/bad1.py": {(24, "ASF702")},
    "fifth/ASF702/bad2.py": {(14, "ASF702"), (28, "ASF702")},
    "fifth/ASF703/bad1.py": {(25, "ASF703")},
    "fifth/ASF703/bad2.py": {(17, "ASF703")},
    # `asyncio.timeout(n)` computes its deadline when it is called, whatever its author thought
    "sixth/ASF414/good1.py": {(31, "ASF414")},
    # true, and all that is said where ASF906 is off
    "eighth/ASF906/bad1.py": {(43, "ASF302"), (51, "ASF302"), (60, "ASF302")},
    # importing it starts a thread
    "eighth/ASF714/good1.py": {(21, "ASF318")},
}
for _row in (HERE / "ninth" / "known.tsv").read_text(encoding="utf-8").splitlines():
    _sign, _program, _line, _code, _why = _row.split("\t")
    if _sign == "-":
        KNOWN.setdefault(f"ninth/{_program}", set()).add(int(_line))
    else:
        ALARMS.setdefault(f"ninth/{_program}", set()).add((int(_line), _code))


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
