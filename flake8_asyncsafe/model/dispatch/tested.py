"""Which methods are called by code that takes both colours: it tests what it got before it awaits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.calls.conditions import known_at
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.text import code_of
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op

#: parts of names of functions that take results and awaitables alike, or tell them apart
_AWARE = (
    "await", "iscoroutine", "is_coroutine", "maybe", "ensure_future", "isfuture", "is_future", "ensure_async",
    "ensure_coro", "to_coro", "as_coro", "is_async", "isasync", "iscorofunc", "run_sync", "convert_yielded",
)  # fmt: skip
#: parts of names of functions that tell the colour of a function: those of the standard library, and home-made ones
_COLOUR = ("iscoroutinefunction", "is_coroutine", "iscorofunc", "is_async", "isasync")
_TYPES = frozenset({"Awaitable", "Coroutine", "Future", "CoroutineType"})


def is_aware(call: Call) -> bool:
    """Whether a call asks for the colour of its argument, or takes either."""
    name = dotted_text(call.node.func).rpartition(".")[2].lower()
    if name == "isinstance" and len(call.node.args) == 2:
        return any(
            isinstance(each, (cst.Name, cst.Attribute)) and dotted_text(each).rpartition(".")[2] in _TYPES
            for each in inner_nodes(call.node.args[1].value)
        )
    if name == "hasattr" and len(call.node.args) == 2:
        told = call.node.args[1].value
        return isinstance(told, cst.SimpleString) and "__await__" in told.value
    return any(part in name for part in _AWARE)


def names_tested(call: Call) -> Iterator[str]:
    """The names of the methods whose colour a call asks for: by themselves, or by what calling them gave."""
    if not is_aware(call):
        return
    for arg in call.node.args:
        for each in inner_nodes(arg.value):
            if isinstance(each, cst.Attribute):
                yield each.attr.value
        if isinstance(arg.value, cst.Name):
            scope = call.block.scope.lookup(arg.value.value)
            for write in scope.bindings.get(arg.value.value, ()) if scope is not None else ():
                value = write.value
                func = value.func if isinstance(value, cst.Call) else value
                if isinstance(func, cst.Attribute):
                    yield func.attr.value


def is_told_plain(callee: cst.BaseExpression, op: Op) -> bool:
    """Whether control gets to an operation only where ``iscoroutinefunction``, or its like, says no of a callee."""
    text = code_of(callee)
    return any(
        not wanted and any(code_of(arg.value) == text for arg in test.args)
        for part, wanted in known_at(op)
        for test in _asked(part, op)
        if any(word in last_name(test.func).lower() for word in _COLOUR)
    )


def _asked(test: cst.BaseExpression, op: Op) -> Iterator[cst.Call]:
    """The call that a test is, also by the name of its result: ``is_async = iscoroutinefunction(f)``."""
    if isinstance(test, cst.Call):
        yield test
    elif isinstance(test, cst.Name):
        scope = op.block.scope.lookup(test.value)
        writes = scope.bindings.get(test.value, ()) if scope is not None else ()
        if len(writes) == 1 and isinstance(writes[0].value, cst.Call) and not writes[0].path:
            yield writes[0].value


class Tested:
    """The names of the methods of which a module takes both colours."""

    def __init__(self, module: Module) -> None:
        self.names = frozenset(name for call in module.calls() for name in names_tested(call))
