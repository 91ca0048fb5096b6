"""Functions that tell whether an event loop is running here: ``if self.asynchronous: return task`` in front of a wait.

Such a function asks (``get_running_loop()`` in a try or a comparison), or calls one that does, and answers with yes or
no.  What its caller does behind the answer is its business in both cases, so it is not reported as blocking.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.ops import Call, Try, enclosing

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

ASK_FOR_LOOP = frozenset({"get_running_loop", "_get_running_loop", "current_async_library", "in_async_context"})
_TESTED = frozenset({"tested", "compared", "identity"})


class Questions:
    """Knows where the functions of a module have asked whether a loop is running."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._first: dict[Function, int] = {}
        self._is_question: dict[Function, bool] = {}

    def first(self, function: Function) -> int:
        """The place of the first operation that asks whether a loop is running (behind all of them: there is none)."""
        found = self._first.get(function)
        if found is None:
            own = next((call.index for call in function.calls if self._asks(call)), len(function.ops))
            # that nobody here asks, the text tells: the call graph is dear to a module that does not need it otherwise
            edges = self._module.graph.edges(function) if self._may_be_asked else ()
            others = (edge.op.index for edge in edges if edge.op.index < own and self.is_question(edge.callee))
            found = self._first[function] = min(others, default=own)
        return found

    @cached_property
    def _may_be_asked(self) -> bool:
        """Whether some function in reach may ask whether a loop is running."""
        return self._module.linked or any(name in self._module.lowered_source for name in ASK_FOR_LOOP)

    def is_question(self, function: Function) -> bool:
        """Whether a function asks whether a loop is running, and tells."""
        if function.is_stub:
            return self._module.outside.is_question(function)
        found = self._is_question.get(function)
        if found is None:
            self._is_question[function] = False  # one that calls itself
            found = self._is_question[function] = self.may_tell(function) and self.first(function) < len(function.ops)
        return found

    @staticmethod
    def may_tell(function: Function) -> bool:
        """Whether the answer of a plain function may be no more than yes or no, and is that on one way at least."""
        if function.is_async or function.is_generator or not function.returns:
            return False
        answers = [each.value for each in function.returns]
        return any(_is_truth(each) for each in answers) and all(
            _is_truth(each) or isinstance(each, (cst.Call, cst.Name)) for each in answers
        )

    def _asks(self, call: Call) -> bool:
        func = call.node.func
        name = func.attr.value if isinstance(func, cst.Attribute) else func.value if isinstance(func, cst.Name) else ""
        if name not in ASK_FOR_LOOP:
            return False
        guarded = any(isinstance(each, Try) and each.handlers for each, _ in enclosing(call.block))
        return guarded or self._module.use(call.node).kind in _TESTED


def _is_truth(node: cst.BaseExpression | None) -> bool:
    if isinstance(node, cst.Name):
        return node.value in {"True", "False"}
    return isinstance(node, cst.Comparison) or (
        isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not)
    )
