"""Coroutine functions that return a coroutine object where they promise its result.

``async def client() -> Client: return Client.create()`` gives who awaits it another coroutine, which nobody expects.
Whether it is meant is told by the annotation alone: it names what can certainly not be awaited.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.inference.annotations import annotated
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Try, With, enclosing
from flake8_asyncsafe.model.protocols.support import Support
from flake8_asyncsafe.model.values import Instance

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.model.uses import Use
    from flake8_asyncsafe.model.values import Value


class Promised:
    """Answers for the functions of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._memo: dict[Function, str] = {}

    def instead(self, use: Use, op: Op) -> str:
        """What a function promises where a use of a coroutine object returns that; "" if it may well be meant.

        In a block that the return leaves it is another mistake as well (ASF309), and reported as that.
        """
        function = op.function
        if not isinstance(use.node, cst.Return) or not function.is_coroutine or function.decorators:
            return ""
        if any(isinstance(block, (With, Try)) for block, _ in enclosing(op.block)):
            return ""
        found = self._memo.get(function)
        if found is None:
            found = self._memo[function] = self._promise(function)
        return found

    def _promise(self, function: Function) -> str:
        node = function.node
        annotation = node.returns.annotation if isinstance(node, cst.FunctionDef) and node.returns is not None else None
        if annotation is None:
            return ""
        if dotted_text(annotation) == "None":
            return "None"
        values = annotated(self._module.evaluator, annotation, function.place or function.ops[0])
        support = self._module.ask(Support)
        if not values or any(_is_anything(value) or support.awaitable(value) is not False for value in values):
            return ""
        return self._module.source(annotation)


def _is_anything(value: Value) -> bool:
    return isinstance(value, Instance) and value.type == "builtins.object"
