"""Tests of colour that do not tell the colour: protocol checks, and ``iscoroutinefunction`` of what hides it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.dispatch.colours import ASYNC, Colours
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.scopes import Class, Function
from flake8_asyncsafe.model.values import ClassRef, FunctionRef, Instance, Partial, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call

_TESTS = frozenset(
    {"asyncio.iscoroutinefunction", "inspect.iscoroutinefunction", "asyncio.coroutines.iscoroutinefunction"}
)


@dataclass(frozen=True, slots=True)
class BlindCheck:
    """``isinstance(x, protocol)`` at ``node`` cannot see that ``member`` has to be async."""

    node: cst.Call
    protocol: str
    member: str


@dataclass(frozen=True, slots=True)
class Fooled:
    """``iscoroutinefunction`` at ``node`` says no of ``what``, which gives a coroutine when it is called."""

    node: cst.Call
    what: str


class ColourChecks:
    """Finds them, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._colours = module.ask(Colours)

    def blind(self) -> Iterator[BlindCheck]:
        """Every ``isinstance`` or ``issubclass`` against a runtime protocol with async members."""
        for call in self._module.calls():
            if dotted_text(call.node.func) not in {"isinstance", "issubclass"} or len(call.node.args) != 2:
                continue
            node = call.node.args[1].value
            todo = [each.value for each in node.elements] if isinstance(node, cst.Tuple) else [node]
            for each in todo:
                for value in self._module.values(each, call):
                    member = self._async_member(value.cls) if isinstance(value, ClassRef) else ""
                    if isinstance(value, ClassRef) and member:
                        yield BlindCheck(call.node, value.cls.name, member)

    def _async_member(self, cls: Class) -> str:
        """The first coroutine method of a runtime-checkable protocol."""
        if not any(dotted_text(each).rpartition(".")[2] == "runtime_checkable" for each in cls.decorators):
            return ""
        for each in self._module.classes.mro(cls):
            for name, writes in each.scope.bindings.items():
                function = writes[-1].detail
                if isinstance(function, Function) and function.is_coroutine and not name.startswith("__init"):
                    return name
        return ""

    def fooled(self) -> Iterator[Fooled]:
        """Every test of something that only looks like a plain function."""
        for call in self._module.calls():
            func = call.node.func
            last = func.attr.value if isinstance(func, cst.Attribute) else getattr(func, "value", "")
            if last != "iscoroutinefunction" or len(call.node.args) != 1:
                continue
            if not self._module.names_of(func, call) & _TESTS:
                continue
            for what in dict.fromkeys(self._disguises(call)):
                yield Fooled(call.node, what)
                break

    def _disguises(self, call: Call) -> Iterator[str]:
        """What the tested thing may be that hides its colour; of a parameter, what callers in sight pass."""
        given = call.node.args[0].value
        values = list(self._module.values(given, call))
        if isinstance(given, cst.Name):
            values += self._passed(given.value, call)
        for value in values:
            what = self._disguise(value)
            if what:
                yield what

    def _passed(self, name: str, call: Call) -> list[Value]:
        function = call.function
        scope = call.block.scope.lookup(name)
        params = [w.node.name.value for w in function.params if isinstance(w.node, cst.Param)]
        if scope is not function.scope or name not in params:
            return []
        params = [each for each in params if each != function.receiver]
        found: list[Value] = []
        for _, edge in self._module.graph.callers(function):
            if edge.how != "call" or not isinstance(edge.node, cst.Call):
                continue
            plain = [arg for arg in edge.node.args if arg.keyword is None and not arg.star]
            at = params.index(name) if name in params else -1
            for arg in edge.node.args:
                if (arg.keyword is not None and arg.keyword.value == name) or (arg in plain and plain.index(arg) == at):
                    found += self._module.values(arg.value, edge.op)
        return found

    def _disguise(self, value: Value) -> str:
        partial = False
        while isinstance(value, Partial):
            value, partial = value.target, True
        if (
            isinstance(value, FunctionRef)
            and value.function.kind == "lambda"
            and self._colours.of_value(value) == ASYNC
        ):
            return (
                "a partial of a lambda that calls a coroutine function"
                if partial
                else ("a lambda that calls a coroutine function")
            )
        if isinstance(value, Instance) and isinstance(value.type, Class):
            method = self._module.classes.method(value.type, "__call__")
            if method is not None and method.is_coroutine and not self._is_marked(value.type):
                return f"an object of `{value.type.name}`, whose `__call__` is `async def`"
        return ""

    def _is_marked(self, cls: Class) -> bool:
        """Whether the class says itself that its objects are coroutine functions."""
        return any(
            "markcoroutinefunction" in dotted_text(call.node.func)
            for function in self._module.functions
            if function.owner is cls
            for call in function.calls
        )
