"""What a search for a way round a loop assumes of the tests on it, and what follows from that for other tests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.ops import Block, Jump, Op
from flake8_asyncsafe.model.progress.changes import overlap
from flake8_asyncsafe.model.text import code_of

if TYPE_CHECKING:
    from flake8_asyncsafe.model.progress.steady import Steady

#: where a test is evaluated: a block and a place among its items
Place = tuple[Block, int]
#: the text of a test, what it came out as, and the names that it reads
Fact = tuple[str, bool, frozenset[str]]

_OPERATORS: dict[type[cst.BaseCompOp], tuple[str, bool]] = {
    cst.Is: ("is", True),
    cst.IsNot: ("is", False),
    cst.Equal: ("==", True),
    cst.NotEqual: ("==", False),
    cst.In: ("in", True),
    cst.NotIn: ("in", False),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One way, as far as it was followed: what was assumed, what the assumptions read, and what was done."""

    facts: tuple[Fact, ...] = ()
    ops: tuple[Op, ...] = ()
    jump: Jump | None = None
    decisions: int = 0

    def known(self, text: str) -> bool | None:
        """What was assumed of a test."""
        return next((truth for each, truth, _ in self.facts if each == text), None)

    @property
    def reads(self) -> frozenset[str]:
        """What the assumptions read."""
        return frozenset().union(*(reads for _, _, reads in self.facts))


class Assumptions:
    """Decides tests: by what was assumed already, or by a new assumption about what only others can change."""

    def __init__(self, steady: Steady) -> None:
        self._steady = steady

    def value(self, test: cst.BaseExpression, way: Way) -> bool | None:
        """What a test comes out as under the assumptions; None if they do not say."""
        if isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
            inner = self.value(test.expression, way)
            return None if inner is None else not inner
        if isinstance(test, cst.BooleanOperation):
            deciding = isinstance(test.operator, cst.Or)
            left, right = self.value(test.left, way), self.value(test.right, way)
            if left is deciding or right is deciding:
                return deciding
            return None if left is None or right is None else not deciding
        constant = _constant(test)
        if constant is not None:
            return constant
        text, positive = _atom(test)
        known = way.known(text)
        return None if known is None else known is positive

    def assume(
        self, test: cst.BaseExpression, place: Place, way: Way, *, truth: bool, earlier: tuple[Fact, ...] | None = None
    ) -> Way | None:
        """The way with the assumption that ``test`` comes out as ``truth``; None where that is not others' business."""
        if isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
            return self.assume(test.expression, place, way, truth=not truth, earlier=earlier)
        if isinstance(test, cst.BooleanOperation):
            left, right = test.left, test.right
            if isinstance(test.operator, cst.And) is truth:
                # both parts of one test may read the same: `task and not task.done()`
                earlier = way.facts if earlier is None else earlier
                first = self.assume(left, place, way, truth=truth, earlier=earlier)
                return self.assume(right, place, first, truth=truth, earlier=earlier) if first is not None else None
            return self.assume(left, place, way, truth=truth, earlier=earlier) or self.assume(
                right, place, way, truth=truth, earlier=earlier
            )
        constant = _constant(test)
        if constant is not None:
            return way if constant is truth else None
        text, positive = _atom(test)
        wanted = truth is positive
        known = way.known(text)
        if known is not None:
            return way if known is wanted else None
        reads = self._steady.reads(test, *place)
        if reads is None or any(overlap(reads, others) for _, _, others in (way.facts if earlier is None else earlier)):
            return None  # it may hang together with another test in a way that is not understood
        return replace(way, facts=(*way.facts, (text, wanted, reads)))


def _constant(test: cst.BaseExpression) -> bool | None:
    if isinstance(test, cst.Name) and test.value in {"True", "False", "None"}:
        return test.value == "True"
    if isinstance(test, cst.Integer):
        return test.value.strip("0_") != ""
    return None


def _atom(test: cst.BaseExpression) -> tuple[str, bool]:
    """The text under which a test is known, and whether the test is that or its contrary."""
    if isinstance(test, cst.NamedExpr):
        test = test.value
    if isinstance(test, cst.Comparison) and len(test.comparisons) == 1:
        target = test.comparisons[0]
        name, positive = _OPERATORS.get(type(target.operator), ("", True))
        if name:
            return f"{code_of(test.left)} {name} {code_of(target.comparator)}", positive
    return code_of(test), True
