"""Runs small programs in every way they can run, to hold the flow analysis against.

A program is the body of a function made of calls ``op(1)``, ``op(2)``...  Each call may succeed (with a true or a
false result, if it is a test), or raise ``E`` or ``F``; each ``cm(n)`` is a context manager whose entry may raise;
``turns()`` yields as long as it is told to and may raise; ``error()`` is something to raise.  `observe` runs the
program with every choice and collects, for each operation, the sets of what had happened before it.  `Happened` asks
the flow analysis the same question.
"""

from __future__ import annotations

import libcst as cst

from flake8_asyncsafe.model.flow import Flow
from flake8_asyncsafe.model.lowering import lower
from flake8_asyncsafe.model.ops import Call, Enter, Exit

TURNS = 2
ENTERED, LEFT = 100, 200

History = frozenset[int]


class E(Exception):  # noqa: N818
    """What handlers name."""


class F(Exception):  # noqa: N818
    """What they do not name."""


class _AbortError(BaseException):
    """The run has taken too many steps."""


class Run:
    """One run of a program; ``choices`` are taken in order, the first option where there are none left."""

    def __init__(self, choices: list[int], raises: int) -> None:
        self.choices = choices
        self.widths: list[int] = []
        self.raises = raises
        self.steps = 0
        self.happened: set[int] = set()
        self.before: list[tuple[int, History]] = []
        self.used: list[tuple[int, int]] = []

    def _choose(self, width: int) -> int:
        place = len(self.widths)
        self.widths.append(width)
        return self.choices[place] if place < len(self.choices) else 0

    def _arrive(self, number: int) -> None:
        self.steps += 1
        if self.steps > 30:
            raise _AbortError
        self.before.append((number, frozenset(self.happened)))

    def _perform(self, number: int, results: int) -> int:
        self._arrive(number)
        picked = self._choose(results + (2 if self.raises else 0))
        if picked >= results:
            self.raises -= 1
            self.happened.add(-number)
            raise (E, F)[picked - results]
        self.happened.add(number)
        return picked

    def op(self, number: int) -> bool:
        return bool(self._perform(number, 1))

    def test(self, number: int) -> bool:
        return bool(self._perform(number, 2 if self.steps < 15 else 1))

    def use(self, number: int, value: int) -> None:
        self.steps += 1
        self.used.append((number, value))

    def cm(self, number: int) -> _Manager:
        return _Manager(self, number)

    def error(self) -> Exception:
        return (E, F)[self._choose(2)]()

    def turns(self):
        for _ in range(TURNS):
            picked = self._choose(3 if self.raises else 2)
            if picked == 2:
                self.raises -= 1
                raise E
            if picked == 0:
                return
            yield


class _Manager:
    def __init__(self, run: Run, number: int) -> None:
        self.run = run
        self.number = number

    def __enter__(self) -> None:
        self.run._perform(self.number + ENTERED, 1)

    def __exit__(self, *_: object) -> None:
        self.run._arrive(self.number + LEFT)
        self.run.happened.add(self.number + LEFT)


HEAD = "def program(op, test, use, cm, turns, error, E):\n"


def all_runs(body: str, raises: int, limit: int):
    """Yield (run, way out) for every choice, and at the end whether all could be tried."""
    space: dict[str, object] = {}
    exec(compile(HEAD + body, "<program>", "exec"), space)
    choices: list[int] = []
    for _ in range(limit):
        run = Run(choices, raises)
        try:
            result = space["program"](run.op, run.test, run.use, run.cm, run.turns, run.error, E)
            way = "return" if result else "next"
        except Exception:  # noqa: BLE001 - E, F or a failed assertion
            way = "raise"
        except _AbortError:
            way = ""
        yield run, way
        choices = (choices + [0] * len(run.widths))[: len(run.widths)]
        while choices and choices[-1] + 1 >= run.widths[len(choices) - 1]:
            choices.pop()
        if not choices:
            return True
        choices[-1] += 1
    return False


def observe(
    body: str, raises: int = 2, limit: int = 400
) -> tuple[dict[int, set[History]], dict[str, set[History]], bool]:
    """What happened before each operation, what before each way out, and whether all runs could be tried."""
    before: dict[int, set[History]] = {}
    ends: dict[str, set[History]] = {}

    def collect():
        complete = yield from all_runs(body, raises, limit)
        collect.complete = complete

    for run, way in collect():
        for number, history in run.before:
            before.setdefault(number, set()).add(history)
        if way:
            ends.setdefault(way, set()).add(frozenset(run.happened))
    return before, ends, collect.complete


def values_used(body: str, raises: int = 2, limit: int = 400) -> dict[int, set[int]]:
    """The values that each ``use(number, value)`` was given in some run."""
    used: dict[int, set[int]] = {}
    for run, _ in all_runs(body, raises, limit):
        for number, value in run.used:
            used.setdefault(number, set()).add(value)
    return used


class Happened(Flow[frozenset[History]]):
    """The analysis that tracks what may have happened."""

    def join(self, left: frozenset[History], right: frozenset[History]) -> frozenset[History]:
        return left | right

    def transfer(self, op, state):
        number = number_of(op)
        if number is None:
            return state, state
        done = frozenset(each | {number} for each in state)
        return done, frozenset(each | {-number} for each in state)

    def may_raise(self, op):
        number = number_of(op)
        if isinstance(op, Call):
            return number is not None
        return super().may_raise(op) and (number is not None or not isinstance(op, Enter))


def number_of(op) -> int | None:
    """The number of an operation that a run records."""
    if isinstance(op, Call) and isinstance(op.node.func, cst.Name) and op.node.func.value in {"op", "test"}:
        return int(op.node.args[0].value.value)
    if isinstance(op, (Enter, Exit)):
        return int(op.node.item.args[0].value.value) + (ENTERED if isinstance(op, Enter) else LEFT)
    return None


def lowered(body: str):
    """The function of a program, lowered."""
    return lower(cst.parse_module(HEAD + body), "m").functions[1]


def claim(body: str) -> tuple[dict[int, set[History]], dict[str, set[History]]]:
    """What the flow analysis says of the same program."""
    function = lowered(body)
    flow = Happened(function)
    outcome = flow.run(frozenset({frozenset()}))
    before: dict[int, set[History]] = {}
    for op, state in flow.before.items():
        number = number_of(op)
        if number is not None:
            before.setdefault(number, set()).update(state)
    return before, {way: set(state) for way, state in outcome.states.items()}
