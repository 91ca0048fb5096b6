"""Code that looks first on which thread, or as which module, it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.calls.spawns import function_of
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Try, Write, enclosing
from flake8_asyncsafe.model.tasks.failures import does_nothing
from flake8_asyncsafe.model.tasks.nodes import is_none
from flake8_asyncsafe.model.values import ClassRef, External
from flake8_asyncsafe.syntax.walk import mentions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op
    from flake8_asyncsafe.model.scopes import Function

#: calls by which code looks on which thread it is
_LOOKS = frozenset(
    f"threading.{name}" for name in ("current_thread", "main_thread", "get_ident", "get_native_id", "currentThread")
)


def asks_for_thread(module: Module, op: Op) -> bool:
    """Whether a function has looked, before an operation, on which thread it runs."""
    return any(each.index < op.index and module.names_of(each.node.func, each) & _LOOKS for each in op.function.calls)


def catches(module: Module, op: Op, *names: str) -> bool:
    """Whether a handler around an operation catches one of these exceptions, or any."""
    for compound, block in enclosing(op.block):
        if isinstance(compound, Try) and block is compound.body:
            for handler in compound.handlers:
                if handler.type is None or _caught(module, handler.type, op) & {*names, "Exception", "BaseException"}:
                    return True
    return False


def _caught(module: Module, node: cst.BaseExpression, op: Op) -> set[str]:
    nodes = [each.value for each in node.elements] if isinstance(node, cst.Tuple) else [node]
    found = set()
    for each in nodes:
        for value in module.values(each, op):
            if isinstance(value, External):
                found.add(value.name.rpartition(".")[2])
            elif isinstance(value, ClassRef):
                found.update(name.rpartition(".")[2] for name in module.classes.external_bases(value.cls))
    return found


def tests_around(op: Op) -> Iterator[cst.BaseExpression]:
    """The tests of the ifs whose bodies (or else) an operation stands in, innermost first."""
    for compound, _ in enclosing(op.block):
        if isinstance(compound, Branch) and compound.kind in {"if", "ternary"}:
            yield from (test for test in compound.tests if test is not None)


def in_handler(op: Op) -> bool:
    """Whether an operation stands in an except clause: it is what is done where something else does not work."""
    return any(
        isinstance(compound, Try) and any(block is handler.block for handler in compound.handlers)
        for compound, block in enclosing(op.block)
    )


#: calls by which a signal handler tells a loop in the way that is meant for it
_SAFE = frozenset(
    {
        "call_soon_threadsafe", "run_coroutine_threadsafe", "run_sync_soon", "add_callback_from_signal", "add_callback",
        "set_wakeup_fd",
    }
)  # fmt: skip
_DEEPEST = 2
_DEFAULTS = ("SIG_DFL", "SIG_IGN", "default_int_handler")


def is_passive_handler(module: Module, call: Call) -> bool:
    """Whether a signal gets a handler that does no harm to a loop.

    It is ignored, also by a handler that does nothing, gets the default action, or its old handler back; or the handler
    tells the loop as it should.
    """
    given = argument(call.node, "handler", 1)
    if given is None:
        return False
    if isinstance(given, cst.Lambda) and is_none(given.body):
        return True
    return mentions(given, *_DEFAULTS) or _is_old(module, given, call) or is_passive(module, given, call)


def is_passive(module: Module, given: cst.BaseExpression, op: Op) -> bool:
    """Whether what is given certainly is a function that does nothing, or tells the loop as it should."""
    functions = [function_of(value) for value in module.values(given, op)]
    return bool(functions) and all(
        function is not None and (does_nothing(function) or _tells_loop(module, function)) for function in functions
    )


def _tells_loop(module: Module, function: Function, depth: int = 0) -> bool:
    """Whether a function, or one that it calls here, tells a loop in the way that is meant for it."""
    for call in function.calls:
        if isinstance(call.node.func, cst.Attribute) and call.node.func.attr.value in _SAFE:
            return True
        for target in module.targets(call) if depth < _DEEPEST else ():
            callee = function_of(target)
            if callee is not None and callee is not function and _tells_loop(module, callee, depth + 1):
                return True
    return False


def _is_old(module: Module, given: cst.BaseExpression, call: Call) -> bool:
    """Whether a handler is one that `signal.signal` or `getsignal` gave before."""
    if isinstance(given, cst.Call):
        return "signal.getsignal" in module.names_of(given.func, call)
    if isinstance(given, cst.Name):
        scope = call.block.scope.lookup(given.value)
        return any(_is_former(module, write) for write in (scope.bindings[given.value] if scope is not None else ()))
    path = dotted_text(given.value if isinstance(given, cst.Subscript) else given)
    return bool(path) and any(
        isinstance(op, Write)
        and path == dotted_text(op.node.value if isinstance(op.node, cst.Subscript) else op.node)  # type: ignore[arg-type]
        and _is_former(module, op)
        for function in module.functions
        for op in function.ops
    )


def _is_former(module: Module, write: Write) -> bool:
    if write.how == "for" and write.value is not None:  # for signum, handler in old.items()
        return mentions(write.value, "items", "values")
    return isinstance(write.value, cst.Call) and bool(
        module.names_of(write.value.func, write) & {"signal.signal", "signal.getsignal"}
    )
