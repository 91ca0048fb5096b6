"""Cancellations kept for later: in a variable that may have one already, or as an answer that a caller raises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Handler, Raise, Return, Write

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

_DEEPEST = 3


def keepers(handler: Handler) -> frozenset[str]:
    """The names in which a handler keeps its exception somewhere: ``if first is None: first = error``."""
    if handler.name is None:
        return frozenset()
    return frozenset(
        op.node.value
        for op in handler.block.ops()
        if isinstance(op, Write)
        and isinstance(op.node, cst.Name)
        and op.value is not None
        and dotted_text(op.value) == handler.name
    )


def is_raised_by_callers(module: Module, function: Function, depth: int = 0) -> bool:
    """Whether all who call a coroutine in sight raise what it answers, or answer it to callers who do."""
    callers = module.graph.callers(function)
    if not callers or depth > _DEEPEST:
        return False
    for caller, edge in callers:
        if caller.is_stub or not isinstance(edge.node, cst.Call):
            return False
        use = module.use(edge.node)
        if use.kind == "awaited" and isinstance(use.node, cst.Await):
            use = module.use(use.node)
        names = {dotted_text(target) for target in use.targets} - {""}
        returned = use.kind == "returned"
        for op in caller.ops if names else ():
            if isinstance(op, Raise) and op.node.exc is not None and dotted_text(op.node.exc) in names:
                break
            returned = returned or (isinstance(op, Return) and op.value is not None and dotted_text(op.value) in names)
        else:
            if not returned or not is_raised_by_callers(module, caller, depth + 1):
                return False
    return True
