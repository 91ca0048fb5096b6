"""Tests of several parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

if TYPE_CHECKING:
    from collections.abc import Iterator


def settled(test: cst.BaseExpression, *, truth: bool) -> Iterator[tuple[cst.BaseExpression, bool]]:
    """The parts without ``not``, ``and`` and ``or`` whose outcome that of the whole test tells, with that outcome.

    Of ``a and not b`` that is true: ``a`` (True) and ``b`` (False); if it is false, nobody knows of which of them.
    """
    todo = [(test, truth)]
    while todo:
        node, wanted = todo.pop()
        if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not):
            todo.append((node.expression, not wanted))
        elif isinstance(node, cst.BooleanOperation):
            if isinstance(node.operator, cst.And) is wanted:
                todo += [(node.left, wanted), (node.right, wanted)]
        else:
            yield node, wanted
