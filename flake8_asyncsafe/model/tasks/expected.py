"""Dropped coroutines that are none, or are meant.

In a block that expects an exception (``with pytest.raises(TypeError): start(work())``) what is dropped is what is
tested: the test would fail if the exception did not come.  And where an ``if`` chooses between dropping what a call
gives and using it, the call gives something to use only in one of the cases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.dispatch.tested import is_told_plain
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Call, With, enclosing
from flake8_asyncsafe.model.text import code_of
from flake8_asyncsafe.model.values import FunctionRef

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op

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
    if isinstance(op, Call) and is_told_plain(op.node.func, op):
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
