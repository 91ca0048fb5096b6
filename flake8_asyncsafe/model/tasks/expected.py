"""Dropped coroutines that are none, or are meant.

In a block that expects an exception (``with pytest.raises(TypeError): start(work())``) what is dropped is what is
tested: the test would fail if the exception did not come.  And where an ``if`` chooses between dropping what a call
gives and using it, the call gives something to use only in one of the cases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Call, Jump, Raise, Return, With, enclosing
from flake8_asyncsafe.model.text import code_of
from flake8_asyncsafe.model.values import FunctionRef

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block, Op

#: parts of names of functions that tell the colour of a function: those of the standard library, and home-made ones
_COLOUR = ("iscoroutinefunction", "is_coroutine", "iscorofunc", "is_async", "isasync")
_EXPECT_FAILURE = frozenset({"raises", "assertRaises", "assertRaisesRegex", "RaisesGroup", "RaisesExc"})


def expects_failure(op: Op) -> bool:
    """Whether an operation stands in such a block."""
    return any(
        isinstance(compound, With)
        and isinstance(compound.context, cst.Call)
        and dotted_text(compound.context.func).rpartition(".")[2] in _EXPECT_FAILURE
        for compound, _ in enclosing(op.block)
    )


def has_two_forms(op: Op, module: Module) -> bool:
    """Whether another arm of an ``if`` around a call uses what the same call gives: its API has a plain form too.

    ``if self.is_plain: cursor.close()`` / ``else: await cursor.close()``.  So it has where a test says that what is
    called is no coroutine function: an override may be a plain one.
    """
    if isinstance(op, Call) and _is_told_plain(op):
        return True
    if not isinstance(op, Call) or any(isinstance(v, FunctionRef) for v in module.values(op.node.func, op)):
        return False  # or it is a function of this module, which has the form that it has; a method may be overridden
    text = code_of(op.node)
    for compound, inner in enclosing(op.block):
        if isinstance(compound, Branch) and compound.kind == "if":
            others = [body for _, body in compound.arms] + ([compound.orelse] if compound.orelse is not None else [])
            for block in others:
                for each in block.ops() if block is not inner else ():
                    if (
                        isinstance(each, Call)
                        and code_of(each.node) == text
                        and module.use(each.node).kind != "dropped"
                    ):
                        return True
    return False


def _is_told_plain(op: Call) -> bool:
    """Whether control gets to a call only where ``iscoroutinefunction`` says no of what is called."""
    text = code_of(op.node.func)
    block: Block | None = op.block
    at = op.at
    while block is not None:
        for item in block.items[:at]:  # `if iscoroutinefunction(f): return await f()`
            if isinstance(item, Branch) and item.kind == "if" and item.orelse is None and len(item.arms) == 1:
                ends = any(isinstance(each, (Return, Raise, Jump)) for each in item.arms[0][1].items)
                if ends and _excludes(item.tests[0], text, outcome=False):
                    return True
        owner = block.owner
        if isinstance(owner, Branch) and owner.kind in {"if", "ternary"}:
            for (_, body), test in zip(owner.arms, owner.tests, strict=True):
                if _excludes(test, text, outcome=body is block):
                    return True
                if body is block:
                    break
        if owner is None:
            return False
        block, at = owner.block, owner.at
    return False


def _excludes(test: cst.BaseExpression | None, text: str, *, outcome: bool) -> bool:
    """Whether a test with this outcome says that what ``text`` names is no coroutine function."""
    while isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
        test, outcome = test.expression, not outcome
    if isinstance(test, cst.BooleanOperation):
        sides = [_excludes(each, text, outcome=outcome) for each in (test.left, test.right)]
        return any(sides) if isinstance(test.operator, cst.And) is outcome else all(sides)
    if outcome or not isinstance(test, cst.Call) or len(test.args) != 1:
        return False
    name = last_name(test.func).lower()
    return any(word in name for word in _COLOUR) and code_of(test.args[0].value) == text
