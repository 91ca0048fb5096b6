"""Where ``__aexit__`` knows that its block has ended well: ``if exc_type is None: await self.commit()``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Jump, Raise, Return

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block, Suspend
    from flake8_asyncsafe.model.scopes import Function

_ERRORS = frozenset({"isinstance", "issubclass"})


def parameters(function: Function) -> frozenset[str]:
    """The parameters of ``__aexit__`` that tell of the exception."""
    return frozenset(
        write.node.name.value
        for write in function.params
        if isinstance(write.node, cst.Param) and write.node.name.value != function.receiver
    )


def is_without_exception(point: Suspend, module: Module) -> bool:
    """Whether control gets to a point of ``__aexit__`` only if no exception, or no cancellation, ended the block."""
    names = parameters(point.function)
    block: Block | None = point.block
    at = point.at
    while block is not None:
        for item in block.items[:at]:  # `if exc_type is not None: return`
            if isinstance(item, Branch) and item.kind == "if" and item.orelse is None:
                for (_, body), test in zip(item.arms, item.tests, strict=True):
                    if test is not None and _answer(test, names, module, point) is False and _ends(body):
                        return True
        owner = block.owner
        if isinstance(owner, Branch):
            for (_, body), test in zip(owner.arms, owner.tests, strict=True):
                answer = _answer(test, names, module, point) if test is not None else None
                if body is block:
                    if answer is True:
                        return True
                    break
                if answer is False:  # what comes after it is for the other case
                    return True
        if owner is None:
            return False
        block, at = owner.block, owner.at
    return False


def _ends(body: Block) -> bool:
    return any(isinstance(item, (Return, Raise, Jump)) for item in body.items)


def _answer(test: cst.BaseExpression, names: frozenset[str], module: Module, point: Suspend) -> bool | None:
    """True: the test holds only if nothing was raised; False: it fails only then; None: it says nothing of that."""
    negative = False
    while isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
        test, negative = test.expression, not negative
    if isinstance(test, cst.BooleanOperation) and isinstance(test.operator, cst.And) and not negative:
        sides = {_answer(each, names, module, point) for each in (test.left, test.right)}
        return True if True in sides else None
    if _is_exception(test, names):
        return negative
    if isinstance(test, cst.Comparison) and len(test.comparisons) == 1 and _is_exception(test.left, names):
        target = test.comparisons[0]
        if dotted_text(target.comparator) == "None":
            if isinstance(target.operator, (cst.Is, cst.Equal)):
                return not negative
            if isinstance(target.operator, (cst.IsNot, cst.NotEqual)):
                return negative
    called = dotted_text(test.func) if isinstance(test, cst.Call) else ""
    if isinstance(test, cst.Call) and called in _ERRORS and len(test.args) == 2 and not negative:
        kinds, known = module.cancellation.exceptions.classes(test.args[1].value, point)
        if _is_exception(test.args[0].value, names) and known and not kinds:
            return True
    return None


def _is_exception(node: cst.BaseExpression, names: frozenset[str]) -> bool:
    """``exc_type``, ``exc[0]``, ``any(exc)``."""
    if isinstance(node, cst.Subscript):
        node = node.value
    elif isinstance(node, cst.Call) and dotted_text(node.func) == "any" and node.args:
        node = node.args[0].value
    return isinstance(node, cst.Name) and node.value in names


__all__ = ["is_without_exception", "parameters"]
