"""The task that a coroutine runs in: ``asyncio.current_task()``, and what is done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.lowering.statements import dotted_text

if TYPE_CHECKING:
    from flake8_asyncsafe.model.ops import Call
    from flake8_asyncsafe.model.scopes import Scope


def is_current_task(node: cst.BaseExpression, scope: Scope) -> bool:
    """Whether an expression, or what a name is bound to once, is ``current_task()``."""
    owner: cst.BaseExpression | None = node
    if isinstance(owner, cst.Name):
        home = scope.lookup(owner.value)
        writes = home.bindings[owner.value] if home is not None else []
        owner = writes[0].value if len(writes) == 1 else None
    return isinstance(owner, cst.Call) and dotted_text(owner.func).rpartition(".")[2] == "current_task"


def cancels_itself(op: Call) -> bool:
    """Whether a call cancels the task that it runs in: the cancellation is raised at its next suspension point."""
    func = op.node.func
    is_cancel = isinstance(func, cst.Attribute) and func.attr.value == "cancel"
    return is_cancel and isinstance(func, cst.Attribute) and is_current_task(func.value, op.block.scope)


def is_never(test: cst.BaseExpression, scope: Scope, *, truth: bool) -> bool:
    """Whether a test with this outcome says that a coroutine runs in no task: ``if current_task() is None:``."""
    while isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
        test, truth = test.expression, not truth
    if isinstance(test, cst.Comparison) and len(test.comparisons) == 1:
        target = test.comparisons[0]
        if dotted_text(target.comparator) != "None":
            return False
        truth = truth is isinstance(target.operator, (cst.IsNot, cst.NotEqual))
        test = test.left
    return not truth and is_current_task(test, scope)
