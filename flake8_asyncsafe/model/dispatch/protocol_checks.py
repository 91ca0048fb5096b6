"""Tests of colour that do not tell the colour: protocol checks, and ``iscoroutinefunction`` of what hides it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import given_for
from flake8_asyncsafe.model.dispatch.colours import ASYNC, Colours
from flake8_asyncsafe.model.dispatch.tested import names_tested
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Read
from flake8_asyncsafe.model.scopes import Class, Function
from flake8_asyncsafe.model.values import ClassRef, FunctionRef, Instance, Partial, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op, Write

_DEEPEST = 4
_TESTS = frozenset(
    {"asyncio.iscoroutinefunction", "inspect.iscoroutinefunction", "asyncio.coroutines.iscoroutinefunction"}
)


@dataclass(frozen=True, slots=True)
class BlindCheck:
    """``isinstance(x, protocol)``, or ``case protocol():``, at ``node`` cannot see that ``member`` has to be async."""

    node: cst.BaseExpression
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
        """Every ``isinstance``, ``issubclass`` or class pattern with a runtime protocol that has async members."""
        for call in self._module.calls():
            if dotted_text(call.node.func) not in {"isinstance", "issubclass"} or len(call.node.args) != 2:
                continue
            yield from self._blind(call.node, call.node.args[1].value, call)
        if "match" not in self._module.lowered_source:
            return
        for function in self._module.functions:
            for op in function.ops:
                if isinstance(op, Read) and type(self._module.parents.get(op.node)) is cst.MatchClass:
                    assert isinstance(op.node, cst.BaseExpression)
                    yield from self._blind(op.node, op.node, op)

    def _blind(self, node: cst.BaseExpression, tested: cst.BaseExpression, op: Op) -> Iterator[BlindCheck]:
        """One report for each protocol of which a member's colour is not asked for in the same function as well."""
        asked: set[str] | None = None
        for cls in dict.fromkeys(self._classes(tested, op, 0)):
            members = list(self._async_members(cls))
            if members and asked is None:
                asked = {name for call in op.function.calls for name in names_tested(call)}
            unasked = [name for name in members if not asked or name not in asked]
            if unasked:
                yield BlindCheck(node, cls.name, unasked[0])

    def _classes(self, node: cst.BaseExpression, op: Op, depth: int) -> Iterator[Class]:
        """The classes that the second argument of ``isinstance`` stands for: alone, in tuples, unions, by a name."""
        if depth > _DEEPEST:
            return
        parts: list[cst.BaseExpression] = []
        if isinstance(node, (cst.Tuple, cst.List)):
            parts = [each.value for each in node.elements]
        elif isinstance(node, cst.BinaryOperation):  # `Stream | None`, `STREAMS + (Stream,)`
            parts = [node.left, node.right]
        elif isinstance(node, cst.Subscript) and dotted_text(node.value).rpartition(".")[2] in {"Union", "Optional"}:
            parts = [each.slice.value for each in node.slice if isinstance(each.slice, cst.Index)]
        for part in parts:
            yield from self._classes(part, op, depth + 1)
        if parts:
            return
        for value in self._module.values(node, op):
            if isinstance(value, ClassRef):
                yield value.cls
        for bound in self._bound(node, op):
            if isinstance(bound.value, (cst.Tuple, cst.List, cst.BinaryOperation, cst.Subscript, cst.Name)):
                yield from self._classes(bound.value, bound, depth + 1)

    def _bound(self, node: cst.BaseExpression, op: Op) -> list[Write]:
        """The one assignment to a name, or to an attribute of the class that a method belongs to."""
        writes: list[Write] = []
        if isinstance(node, cst.Name):
            scope = op.block.scope.lookup(node.value)
            writes = scope.bindings.get(node.value, []) if scope is not None else []
        elif isinstance(node, cst.Attribute) and isinstance(node.value, cst.Name):
            owner = op.function.owner if node.value.value in {op.function.receiver, "cls"} else None
            owners = (
                [owner]
                if owner is not None
                else [each.cls for each in self._module.values(node.value, op) if isinstance(each, ClassRef)]
            )
            writes = [
                write
                for each in owners
                for _, defined in self._module.classes.definitions(each, node.attr.value)
                for write in defined
            ]
        return writes if len(writes) == 1 and writes[0].how in {"assign", "ann"} and not writes[0].path else []

    def _async_members(self, cls: Class) -> Iterator[str]:
        """The coroutine methods of a runtime-checkable protocol."""
        if not any(dotted_text(each).rpartition(".")[2] == "runtime_checkable" for each in cls.decorators):
            return
        for each in self._module.classes.mro(cls):
            for name, writes in each.scope.bindings.items():
                function = writes[-1].detail
                if isinstance(function, Function) and function.is_coroutine and not name.startswith("__init"):
                    yield name

    def fooled(self) -> Iterator[Fooled]:
        """Every test of something that only looks like a plain function."""
        if "iscoroutinefunction" not in self._module.lowered_source:
            return
        for call in self._module.calls():
            if len(call.node.args) != 1 or not self._is_test(call) or self._knows_objects(call):
                continue
            for what in dict.fromkeys(self._disguises(call)):
                yield Fooled(call.node, what)
                break

    def _is_test(self, call: Call) -> bool:
        func = call.node.func
        if isinstance(func, cst.Attribute) and func.attr.value != "iscoroutinefunction":
            return False
        return bool(self._module.names_of(func, call) & _TESTS)  # it may be imported `as is_async`

    def _knows_objects(self, call: Call) -> bool:
        """Whether the function asks for the colour of the thing's ``__call__`` as well."""
        tested = dotted_text(call.node.args[0].value)
        return bool(tested) and any(
            each is not call
            and self._module.source(each.node.args[0].value).startswith((f"{tested}.__call__", f"getattr({tested}, "))
            for each in call.function.calls
            if len(each.node.args) == 1 and self._is_test(each)
        )

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
        if scope is not function.scope or name not in function.parameter_names():
            return []
        found: list[Value] = []
        for _, edge in self._module.graph.callers(function):
            if edge.how == "call" and isinstance(edge.node, cst.Call):
                given = given_for(edge.node, function, name)
                if given is not None:
                    found += self._module.values(given, edge.op)
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
