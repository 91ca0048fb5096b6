"""Tests whose outcome is known: the arm that never runs is not part of the program.

Libraries that are written once for both colours carry ``if _IS_SYNC:`` beside ``else: await ...``, and code for Pythons
that are gone stands under ``if sys.version_info < (3, 8):``.  Such arms are not lowered, so no rule sees them and
nothing that they bind gets in the way.
"""

from __future__ import annotations

import operator
import re
from typing import TYPE_CHECKING

import libcst as cst

if TYPE_CHECKING:
    from collections.abc import Callable

    from flake8_asyncsafe.model.lowering.core import Lowering

#: the oldest Python whose code is looked at (``requires-python``); arms for older ones are dead
_OLDEST = (3, 11)
#: operations of several kinds may nest so deep in a test that is looked into
_DEEPEST = 8
_LITERALS = {"True": True, "False": False}
_GLOBAL = re.compile(r"^[ \t]*global[ \t]+([^#\n]+)", re.MULTILINE)
_COMPARE: dict[type[cst.BaseCompOp], Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    cst.LessThan: operator.lt,
    cst.LessThanEqual: operator.le,
    cst.GreaterThan: operator.gt,
    cst.GreaterThanEqual: operator.ge,
}


def outcome(lo: Lowering, test: cst.BaseExpression, depth: int = 0, *, late: bool = False) -> bool | None:
    """Whether a test certainly passes (True) or fails (False); None if that depends.

    Of ``a and b`` one operand may decide.  What stands before it is evaluated all the same: such a test counts only if
    ``late``.
    """
    negated = False
    # by the exact type: libcst's nodes have an abstract base, which makes each `isinstance` that fails dear
    while type(test) is cst.UnaryOperation and type(test.operator) is cst.Not:
        test = test.expression
        negated = not negated
    found: bool | None = None
    if type(test) is cst.Name:
        found = _LITERALS.get(test.value)
        if found is None and test.value.isupper():
            found = _flag(lo, test.value)
    elif type(test) is cst.Integer:
        found = test.value != "0"
    elif type(test) is cst.Comparison and len(test.comparisons) == 1:
        found = _version(lo, test)
    elif type(test) is cst.BooleanOperation and depth < _DEEPEST:
        found = _combined(lo, test, depth, late=late)
    return found if found is None else found != negated


def _combined(lo: Lowering, test: cst.BooleanOperation, depth: int, *, late: bool) -> bool | None:
    """The outcome of ``a and b and c``, of which only the left side nests in long ones."""
    kind = type(test.operator)
    operands = [test.right]
    left = test.left
    while isinstance(left, cst.BooleanOperation) and isinstance(left.operator, kind):
        operands.append(left.right)
        left = left.left
    decides = kind is cst.Or
    certain = True
    for operand in (left, *reversed(operands)):
        found = outcome(lo, operand, depth + 1, late=late)
        if found is decides:
            return decides
        certain = certain and found is not None
        if not certain and not late:
            return None
    return not decides if certain else None


def _flag(lo: Lowering, name: str) -> bool | None:
    """The value of a module constant: bound once, and never rebound by a function."""
    home = lo.block.scope.lookup(name)
    if home is None or home.kind != "module":
        return None
    bindings = home.bindings[name]
    if len(bindings) != 1 or bindings[0].how not in {"assign", "ann"} or bindings[0].path or name in _rebound(lo):
        return None
    value = bindings[0].value
    if isinstance(value, cst.Name):
        return _LITERALS.get(value.value)
    if isinstance(value, cst.Comparison) and len(value.comparisons) == 1:
        return _version(lo, value)
    return None


def _rebound(lo: Lowering) -> frozenset[str]:
    """Names that some function declares global (their bodies are lowered later, so the text is asked)."""
    if lo.rebound is None:
        names = (name.strip() for match in _GLOBAL.finditer(lo.source) for name in match[1].split(","))
        lo.rebound = frozenset(names)
    return lo.rebound


def _version(lo: Lowering, test: cst.Comparison) -> bool | None:
    """``sys.version_info < (3, 8)`` and kin: the same for every Python that is looked at, or None."""
    compare = _COMPARE.get(type(test.comparisons[0].operator))
    other = test.comparisons[0].comparator
    if compare is None or not _is_version(lo, test.left) or not isinstance(other, cst.Tuple):
        return None
    parts = [element.value for element in other.elements]
    if not parts or not all(isinstance(part, cst.Integer) and part.value.isdigit() for part in parts):
        return None
    wanted = tuple(int(part.value) for part in parts if isinstance(part, cst.Integer))
    at_least = compare(_OLDEST, wanted)
    ever_after = compare((_OLDEST[0] + 96,), wanted)
    return at_least if at_least == ever_after else None


def _is_version(lo: Lowering, node: cst.BaseExpression) -> bool:
    """Whether an expression is ``sys.version_info`` (by the names that the module imports)."""
    if isinstance(node, cst.Attribute) and isinstance(node.value, cst.Name):
        return node.attr.value == "version_info" and _imported(lo, node.value.value) == "sys"
    return isinstance(node, cst.Name) and _imported(lo, node.value) == "sys.version_info"


def _imported(lo: Lowering, name: str) -> str | None:
    scope = lo.block.scope.lookup(name)
    if scope is None or len(scope.bindings[name]) != 1 or scope.bindings[name][0].how != "import":
        return None
    return str(scope.bindings[name][0].detail)
