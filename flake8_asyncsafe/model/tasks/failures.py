"""Can a function that runs on its own fail without a trace, or does it deal with its exceptions itself?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.inference.classes import decorator_names
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Op, Raise, Suspend, Try, enclosing
from flake8_asyncsafe.model.scopes import Function
from flake8_asyncsafe.model.tasks.nodes import last_name, only_tells
from flake8_asyncsafe.model.values import Coroutine, External, ExternalMethod, FunctionRef, Method, Partial, Value

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module

_BROAD = frozenset({"Exception", "BaseException"})
#: what is awaited, or called, outside of every handler because it does not fail
_SAFE = frozenset(
    {
        "get", "wait", "sleep", "acquire", "put", "set", "is_set", "clear", "done", "time", "monotonic", "append",
        "add",
        "format", "isEnabledFor", "debug", "info", "warning", "error", "exception", "critical", "log",
    }
)  # fmt: skip
#: words in the name of a decorator that deals with exceptions
_DEALS = ("exception", "error", "catch", "safe", "suppress", "handle", "log", "report")
#: verbs of cleaning up: who ignores how that went does so knowingly
CLEAN_UP = frozenset(
    {
        "aclose", "cancel", "clean", "cleanup", "close", "destroy", "disconnect", "dispose", "exit", "finalize",
        "finish", "join", "kill", "leave", "logout", "quit", "release", "shutdown", "stop", "teardown", "terminate",
        "unsubscribe", "wait",
    }
)  # fmt: skip
_DEEPEST = 4


class Failures:
    """Answers for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._contained: dict[Function, bool] = {}

    def cannot_get_lost(self, expression: cst.BaseExpression, op: Op) -> bool:
        """Whether nothing of interest can be lost by ignoring how a callable, or a coroutine, has ended."""
        if isinstance(expression, cst.Lambda) and not _calls(expression.body):
            return True
        called = expression.func if isinstance(expression, cst.Call) else expression
        if is_clean_up(dotted_text(called) or last_name(called)):
            return True
        if self._is_wrapped(called, op):
            return True
        values = self._module.values(expression, op)
        return bool(values) and all(self._is_safe(value) for value in values)

    def _is_wrapped(self, called: cst.BaseExpression, op: Op) -> bool:
        """Whether a decorator whose name says so deals with the exceptions of a function."""
        function: object = None
        if isinstance(called, cst.Name):
            scope = op.block.scope.lookup(called.value)
            function = scope.bindings[called.value][-1].detail if scope is not None else None
        elif isinstance(called, cst.Attribute) and op.function.owner is not None:
            function = self._module.classes.method(op.function.owner, called.attr.value)
        return isinstance(function, Function) and any(
            word in name.lower() for name in decorator_names(function) for word in _DEALS
        )

    def _is_safe(self, value: Value) -> bool:
        while isinstance(value, (Partial, Coroutine)):
            value = value.target if isinstance(value, Partial) else value.of
        if isinstance(value, (FunctionRef, Method)):
            return self.contains_its_own(value.function)
        if isinstance(value, (External, ExternalMethod)):
            return value.name.rpartition(".")[2] in _SAFE
        return False

    def contains_its_own(self, function: Function, depth: int = 0) -> bool:
        """Whether a function works inside a ``try`` that catches every exception."""
        found = self._contained.get(function)
        if found is None:
            self._contained[function] = True  # one that calls itself contains what its own calls raise
            found = self._contained[function] = depth < _DEEPEST and self._contains(function, depth)
        return found

    def _contains(self, function: Function, depth: int) -> bool:
        if function.kind == "lambda" and function.returns:
            value = function.returns[0].value
            call = self._module.call_at(value) if isinstance(value, cst.Call) else None
            only = function.calls == [call]
            return not function.calls or (only and call is not None and self._call_is_safe(call, depth))
        steps: list[Op] = [op for op in function.ops if isinstance(op, Raise)]
        steps += function.suspends if function.is_async and function.suspends else function.calls
        if not function.ops:
            return _does_nothing(function)
        return all(_is_caught(op) or self._step_is_safe(op, depth) for op in steps)

    def _step_is_safe(self, op: Op, depth: int) -> bool:
        if isinstance(op, Suspend):
            if op.how in {"enter", "exit"}:
                return True
            if not isinstance(op.node, cst.Await):
                return False
            call = self._module.call_at(op.node.expression) if isinstance(op.node.expression, cst.Call) else None
            return call is not None and self._call_is_safe(call, depth)
        return isinstance(op, Call) and self._call_is_safe(op, depth)

    def _call_is_safe(self, call: Call, depth: int) -> bool:
        last = last_name(call.node.func)
        if last in _SAFE or is_clean_up(last):
            return True
        if last.endswith(("Error", "Exception")):  # made, and perhaps raised, by the author's own decision
            return True
        targets = self._module.targets(call)
        return bool(targets) and all(
            only_tells(target.name)
            if isinstance(target, (External, ExternalMethod))
            else isinstance(target, (FunctionRef, Method)) and self.contains_its_own(target.function, depth + 1)
            for target in targets
        )


def is_clean_up(name: str) -> bool:
    """Whether a dotted name ends in a verb of cleaning up: ``client.aclose``, ``_stop_workers``."""
    words = name.rpartition(".")[2].strip("_").lower().split("_")
    return words[0] in CLEAN_UP or words[-1] in CLEAN_UP or name.endswith(("__aexit__", "__exit__", "__del__"))


def _is_caught(op: Op) -> bool:
    """Whether an operation stands in a ``try`` with a handler for everything .

    One in the handlers or ``finally`` of it counts as well: that this may fail is not what an author overlooks.
    """
    return any(isinstance(compound, Try) and _catches_all(compound) for compound, _ in enclosing(op.block))


def _catches_all(item: Try) -> bool:
    for handler in item.handlers:
        types = handler.type
        names = (
            {dotted_text(each.value).rpartition(".")[2] for each in types.elements}
            if isinstance(types, cst.Tuple)
            else {dotted_text(types).rpartition(".")[2]}
        )
        if types is None or names & _BROAD:
            return True
    return False


def _calls(node: cst.CSTNode) -> bool:
    stack = [node]
    while stack:
        each = stack.pop()
        if isinstance(each, (cst.Call, cst.Await)):
            return True
        stack.extend(each.children)
    return False


def _does_nothing(function: Function) -> bool:
    """Whether a body is only ``pass``, ``...`` or a string: that cannot fail, unlike one that says nothing here."""
    return isinstance(function.node, cst.FunctionDef)
