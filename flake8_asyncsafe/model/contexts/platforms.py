"""Code for one platform: what an event loop offers on Unix alone, it has to do without on Windows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.conditions import required
from flake8_asyncsafe.syntax.walk import inner_nodes, mentions, names_in

if TYPE_CHECKING:
    from flake8_asyncsafe.model.ops import Op

#: names by which a program asks which platform it is on
_ASKS = ("platform", "name", "system")
_FLAGS = frozenset({"IS_WINDOWS", "WINDOWS", "is_windows", "ON_WINDOWS", "IS_WIN", "WIN32"})
_WINDOWS = ("win", "nt", "cygwin")


def may_be_windows(op: Op) -> bool:
    """Whether the code around an operation asks for the platform, or for ``add_signal_handler``, and may be on Windows.

    ``asyncio`` has no signal handlers there: https://docs.python.org/3/library/asyncio-platforms.html
    """
    return any(_admits(test, truth=truth) for _, test, truth in required(op))


def _admits(test: cst.BaseExpression, *, truth: bool) -> bool:
    while isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
        test, truth = test.expression, not truth
    if mentions(test, "hasattr"):
        return not truth and any("add_signal_handler" in each for each in _texts(test))
    if not mentions(test, *_ASKS, *_FLAGS):
        return False
    if isinstance(test, cst.Comparison):
        truth ^= isinstance(test.comparisons[0].operator, (cst.NotEqual, cst.NotIn, cst.IsNot))
    named = {each.lower() for each in _texts(test)}
    if not named:
        return truth or _FLAGS.isdisjoint(names_in(test))
    return any(each.startswith(_WINDOWS) for each in named) is truth


def _texts(test: cst.BaseExpression) -> list[str]:
    return [str(node.evaluated_value) for node in inner_nodes(test) if isinstance(node, cst.SimpleString)]
