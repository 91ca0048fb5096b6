"""The parameters of lambdas that are called in place: ``map(lambda page: page.read(), pages)``.

A lambda cannot be annotated, but where it is written as an argument of a function that calls it with the items of
another argument, or is called on the spot, it is plain what its parameters are.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument, variadic
from flake8_asyncsafe.model.values import NOTHING, External, ExternalMethod, Values

if TYPE_CHECKING:
    from flake8_asyncsafe.model.inference.evaluator import Evaluator
    from flake8_asyncsafe.model.ops import Call
    from flake8_asyncsafe.model.scopes import Function

#: (parameter that takes the lambda, its place, place of the iterable whose items it is called with)
_WITH_EACH = {
    "builtins.filter": ("function", 0, 1),
    "builtins.sorted": ("key", None, 0),
    "builtins.min": ("key", None, 0),
    "builtins.max": ("key", None, 0),
    "itertools.filterfalse": ("function", 0, 1),
    "itertools.takewhile": ("function", 0, 1),
    "itertools.dropwhile": ("function", 0, 1),
    "itertools.groupby": ("key", 1, 0),
    "heapq.nsmallest": ("key", 2, 1),
    "heapq.nlargest": ("key", 2, 1),
}


class Lambdas:
    """Answers for the lambdas of one module."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator

    def parameter(self, function: Function, place: int) -> Values:
        """What a lambda is given for its parameter number ``place``; unknown unless it is called in place."""
        found = self.source(function, place)
        if found is None:
            return NOTHING
        expression, call, each = found
        if each:
            return self._evaluator.members.elements(expression, call)
        return self._evaluator.values(expression, call)

    def source(self, function: Function, place: int) -> tuple[cst.BaseExpression, Call, bool] | None:
        """(what a parameter comes from, the call that runs the lambda, whether it is each of the items of that)."""
        call = self._calls.get(function.node)
        if call is None:
            return None
        if call.node.func is function.node:
            given, each = argument(call.node, None, place), False
        else:
            given, each = self._iterable(function, call, place), True
        return (given, call, each) if given is not None else None

    def _iterable(self, function: Function, call: Call, place: int) -> cst.BaseExpression | None:
        callees = self._evaluator.calls.targets(call.node, call)
        callee = callees[0] if len(callees) == 1 else None
        if callee == External("builtins.map"):
            return argument(call.node, None, place + 1)
        if callee == External("functools.reduce") and place == 1:
            return argument(call.node, None, 1)
        if isinstance(callee, ExternalMethod) and callee.name == "builtins.list.sort" and place == 0:
            return call.node.func.value if isinstance(call.node.func, cst.Attribute) else None
        known = _WITH_EACH.get(callee.name) if isinstance(callee, External) and place == 0 else None
        if known is None:
            return None
        name, position, source = known
        if argument(call.node, name, position) is not function.node:
            return None
        sources = list(variadic(call.node, source))
        if name == "key" and position is None and len(sources) != 1:  # `max(first, second, key=...)`
            return None
        return sources[0] if sources else None

    @cached_property
    def _calls(self) -> dict[cst.CSTNode, Call]:
        """The call that a lambda is an argument of, or that calls it."""
        return {
            node: call
            for function in self._evaluator.lowering.functions
            for call in function.calls
            for node in (call.node.func, *(arg.value for arg in call.node.args))
            if isinstance(node, cst.Lambda)
        }
