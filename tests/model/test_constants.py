"""Arms that never run are not part of the model; arms that may run are."""

from __future__ import annotations

import pytest

from flake8_asyncsafe.engine import analyse
from flake8_asyncsafe.settings import Settings

HEAD = """\
import sys
import time
from sys import version_info as version

SYNC = False
ASYNC: bool = True
OLD = sys.version_info < (3, 9)
CHANGED = False
TWICE = False
TWICE = True
lower = False


def change():
    global CHANGED
    CHANGED = True


async def run(LOCAL=False):
"""


def reported(body: str) -> list[int]:
    """The lines of ``body`` (from 1) on which a blocking sleep is reported."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    found = analyse(HEAD + lines, "m.py", Settings(rules=frozenset({"ASF101"})))
    return [report.line - HEAD.count("\n") for report in found]


@pytest.mark.parametrize(
    "test",
    [
        "False",
        "0",
        "not True",
        "SYNC",
        "not ASYNC",
        "not not SYNC",
        "OLD",
        "sys.version_info < (3, 8)",
        "sys.version_info <= (3,)",
        "version < (3, 11)",
        "not version >= (3, 10)",
        "SYNC and lower",
        "SYNC and ASYNC",
        "lower and SYNC",
        "lower and (ASYNC and SYNC) and UNKNOWN",
        "not (ASYNC or lower)",
        "SYNC or OLD",
        "UNKNOWN() and SYNC",
        "not (UNKNOWN.name or ASYNC)",
        "SYNC and LOCAL",
        "LOCAL and SYNC",
        "LOCAL and len and SYNC and sys",
        "not (ASYNC or LOCAL)",
    ],
)
def test_the_arm_is_dead_and_its_else_is_the_program(test: str) -> None:
    assert reported(f"if {test}:\n    time.sleep(1)\nelse:\n    time.sleep(1)") == [4]
    assert reported(f"if not ({test}):\n    time.sleep(1)\nelse:\n    time.sleep(1)") == [2]
    assert reported(f"if {test}:\n    time.sleep(1)\ntime.sleep(1)") == [3]


@pytest.mark.parametrize(
    "test",
    [
        "CHANGED",
        "TWICE",
        "lower",
        "LOCAL",
        "UNKNOWN",
        "sys.version_info < (3, 12)",
        "version >= (3, 13)",
        "sys.version_info == (3, 8)",
        "sys.version_info[0] < 3",
        "other.version_info < (3, 8)",
        "sys.platform == 'win32'",
        "SYNC or lower",
        "ASYNC and lower",
        "not (ASYNC and lower)",
        "LOCAL and ASYNC",
    ],
)
def test_both_arms_may_run(test: str) -> None:
    assert reported(f"if {test}:\n    time.sleep(1)\nelse:\n    time.sleep(1)") == [2, 4]


def test_chains() -> None:
    arms = ["if SYNC:", "elif run:", "elif ASYNC:", "else:"]
    chain = "".join(f"{arm}\n    time.sleep(1)\n" for arm in arms)
    assert reported(chain) == [4, 6]
    assert reported("if SYNC:\n    time.sleep(1)\nelif OLD:\n    time.sleep(2)") == []


def test_names_of_a_dead_arm_do_not_get_in_the_way() -> None:
    assert reported("if SYNC:\n    nap = print\nelse:\n    nap = time.sleep\nnap(1)") == [5]


def test_what_stands_before_the_deciding_operand_is_evaluated() -> None:
    assert reported("if time.sleep(1) and SYNC:\n    time.sleep(1)\ntime.sleep(1)") == [1, 3]
    assert reported("if SYNC and time.sleep(1):\n    time.sleep(1)\ntime.sleep(1)") == [3]
    assert reported("if lower:\n    pass\nelif time.sleep(1) and SYNC:\n    time.sleep(1)") == [3, 4]
    assert reported("if time.sleep(1) or ASYNC:\n    time.sleep(1)\nelse:\n    time.sleep(1)") == [1, 2]


def test_a_long_test_does_not_recurse() -> None:
    assert reported(f"if {' and '.join(['lower'] * 3000)} and SYNC:\n    time.sleep(1)\ntime.sleep(1)") == [3]
