"""What comes after a swallowed cancellation, and which class let the handler take it: words for the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Loop, Op, Write, enclosing
from flake8_asyncsafe.syntax.walk import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.cancellation.facts import Swallower
    from flake8_asyncsafe.model.module import Module


class Aftermath:
    """Answers about the swallowed cancellations of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def catching(self, found: Swallower) -> tuple[cst.BaseExpression, ...]:
        """Those members of a handler's tuple of classes that take cancellations; empty if it names no tuple."""
        kind = found.handler.type if found.handler is not None else None
        if not isinstance(kind, cst.Tuple) or len(kind.elements) < 2:
            return ()
        exceptions = self._module.cancellation.exceptions
        return tuple(each.value for each in kind.elements if exceptions.kinds(each.value, found.points[0]))

    def is_endless(self, found: Swallower) -> bool:
        """Whether some loop around the place goes on for ever: a ``while`` whose test is not touched there."""
        return any(
            isinstance(loop.node, cst.While) and (loop.endless or not _may_end(loop.node, found))
            for loop in self._loops(found)
        )

    def _loops(self, found: Swallower) -> Iterator[Loop]:
        """The loops around the place, innermost first."""
        call = self._module.call_at(found.node) if isinstance(found.node, cst.Call) else None
        block = found.handler.block if found.handler is not None else call.block if call is not None else None
        for compound, inner in enclosing(block):
            if isinstance(compound, Loop) and inner is not compound.orelse:
                yield compound


def _may_end(node: cst.While, found: Swallower) -> bool:
    """Whether the handler changes something that the test of a loop reads, or may do so by a call on it."""
    read = {dotted_text(each) for each in _paths(node.test)} - {""}
    if found.handler is None or not read:
        return False
    return any(_touches(op, read) for op in found.handler.block.ops())


def _paths(node: cst.CSTNode) -> Iterator[cst.BaseExpression]:
    """The names and dotted paths in an expression, and what each is looked up on."""
    todo: list[cst.CSTNode] = [node]
    while todo:
        each = todo.pop()
        if isinstance(each, cst.Attribute):
            yield each
            todo.append(each.value)
        elif isinstance(each, cst.Name):
            yield each
        else:
            todo += parts(each)


def _touches(op: Op, read: set[str]) -> bool:
    """Whether an operation stores into one of some paths, or calls a method of the object there."""
    if isinstance(op, Write) and isinstance(op.node, cst.BaseExpression):
        return dotted_text(op.node) in read
    if isinstance(op, Call) and isinstance(op.node.func, cst.Attribute):
        return dotted_text(op.node.func.value) in read
    return False
