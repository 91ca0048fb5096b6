"""The call graph within the file: which operations run which functions before they are done.

An edge leads from an operation to a function whose body runs during it: a call, a property, an item of an object, the
entry and exit of a with, the steps of an iteration, a key function called in place, the wrapper that a decorator put
around the callee.  What is only created (a coroutine, a generator, a partial) or handed to another thread is no edge.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import libcst as cst

from flake8_asyncsafe.model.calls.conditions import Conditions
from flake8_asyncsafe.model.calls.lazy import LAZY
from flake8_asyncsafe.model.inference.calls import ENTERS
from flake8_asyncsafe.model.inference.members import is_property
from flake8_asyncsafe.model.ops import Call, Enter, Iterate, Op, Read, Write
from flake8_asyncsafe.model.scopes import Class, Function
from flake8_asyncsafe.model.values import (
    ClassRef,
    ContextManager,
    FunctionRef,
    Generator,
    Instance,
    Method,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.calls.effects import Dispatch, Effect
    from flake8_asyncsafe.model.module import Module

#: builtins that run a generator given as their first argument to its end, or a step of it
CONSUMERS = frozenset(
    f"builtins.{name}"
    for name in (
        "list",
        "tuple",
        "set",
        "frozenset",
        "dict",
        "sum",
        "min",
        "max",
        "any",
        "all",
        "sorted",
        "next",
        "bytes",
    )
) | {"collections.deque", "builtins.str.join", "functools.reduce"}

#: an effect depends on so many method names at most; what else it depends on is taken to be so
_MOST_DISPATCHES = 3


@dataclass(frozen=True, slots=True)
class Edge:
    """``op`` runs ``callee``; ``node`` is the expression that does (where a report stands); ``how`` it is run.

    ``how``: call, property, setter, item, enter, exit, iterate, inline, wrapper.  ``receiver`` is the class that a
    method was looked up on.  ``awaited`` marks calls of coroutine functions, whose body runs when they are awaited.
    """

    op: Op
    node: cst.CSTNode
    callee: Function
    how: str
    receiver: Class | None = None
    awaited: bool = False


class CallGraph:
    """The edges of one module, found per function on demand."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._edges: dict[Function, tuple[Edge, ...]] = {}
        self._callers: dict[Function, list[tuple[Function, Edge]]] | None = None
        self._properties = frozenset(
            function.name for function in module.functions if function.decorators and is_property(function)
        )
        self._conditions = Conditions(module)
        self._special = frozenset(
            function.name
            for function in module.functions
            if function.name in {"__getitem__", "__setitem__", "__delitem__"}
        )

    def edges(self, function: Function) -> tuple[Edge, ...]:
        """The edges out of a function's own body, in evaluation order."""
        found = self._edges.get(function)
        if found is None:
            self._edges[function] = ()
            found = self._edges[function] = tuple(self._find(function))
        return found

    def may_be_property(self, name: str) -> bool:
        """Whether some class of the module has a property of that name."""
        return name in self._properties

    def callers(self, function: Function) -> list[tuple[Function, Edge]]:
        """(caller, edge) for every edge of the module that leads to ``function``."""
        if self._callers is None:
            self._callers = {}
            for each in self._module.functions:
                for edge in self.edges(each):
                    self._callers.setdefault(edge.callee, []).append((each, edge))
        return self._callers.get(function, [])

    def admits(self, edge: Edge, effect: Effect[Any]) -> bool:
        """Whether an effect of the callee can happen along an edge: on its object, and with its arguments."""
        return self._leads_to(edge, effect.dispatch) and self._conditions.allow(edge, effect.via)

    # -- dispatch on self ---------------------------------------------------------------------------------------------

    def _leads_to(self, edge: Edge, dispatch: frozenset[Dispatch]) -> bool:
        """Whether on the object that ``edge`` runs a method on, each name may mean that method."""
        if edge.receiver is None:
            return True
        classes = self._module.classes
        return all(
            classes.method(edge.receiver, name) is method
            or any(method is other for _, other in classes.overrides(edge.receiver, name))
            for name, method in dispatch
        )

    def dispatch(self, caller: Function, edge: Edge, below: frozenset[Dispatch]) -> frozenset[Dispatch]:
        """What an effect along an edge depends on in the caller: nothing unless it runs a method of the same object."""
        func = edge.node.func if isinstance(edge.node, cst.Call) else edge.node
        on_self = (
            edge.how in {"call", "property"}
            and isinstance(func, cst.Attribute)
            and isinstance(func.value, cst.Name)
            and caller.receiver is not None
            and func.value.value == caller.receiver
        )
        if not on_self or len(below) >= _MOST_DISPATCHES:
            return below if on_self else frozenset()
        return below | {(edge.callee.name, edge.callee)}

    def _find(self, function: Function) -> Iterator[Edge]:
        for op in function.ops:
            if isinstance(op, Call):
                edges = self._call(op)
            elif isinstance(op, Read):
                edges = self._item(op, "__getitem__") if isinstance(op.node, cst.Subscript) else self._property(op)
            elif isinstance(op, Write):
                edges = self._store(op)
            elif isinstance(op, Enter):
                edges = self._enter(op, op.node.item, op.node.item, is_async=op.scope.is_async)
            elif isinstance(op, Iterate):
                edges = self._iterate(op, op.iterable, op.node)
            else:
                continue
            for edge in edges:
                if self._module.lazy.runs(op):
                    yield edge

    def _call(self, op: Call) -> Iterator[Edge]:
        module = self._module
        for target in module.targets(op):
            yield from self._run(op, op.node, target, "call")
            if isinstance(target, (FunctionRef, Method)) and target.function.is_generator and self._is_spread(op.node):
                function = target.function
                yield Edge(op, op.node, function, "iterate", _receiver(target), function.is_async)
        for _, value in module.spawns.inline(op):
            for callee in module.evaluator.calls.callable_of(value):
                yield from self._run(op, op.node, callee, "inline")
        if op.node.args:
            names = module.names_of(op.node.func, op)
            if names & CONSUMERS:
                yield from self._iterate(op, op.node.args[0].value, op.node)
            elif names & ENTERS:
                is_async = any(name.endswith("async_context") for name in names)
                yield from self._enter(op, op.node.args[0].value, op.node, is_async=is_async)

    def _run(self, op: Op, node: cst.CSTNode, target: Value, how: str) -> Iterator[Edge]:
        if isinstance(target, (FunctionRef, Method)):
            function = target.function
            receiver = target.receiver if isinstance(target, Method) else None
            for wrapper in self._module.evaluator.decorators.wrappers(function) if function.decorators else ():
                if wrapper.is_async == function.is_async:
                    yield Edge(op, node, wrapper, "wrapper", receiver, wrapper.is_async)
            if not function.is_generator:
                yield Edge(op, node, function, how, receiver, function.is_async)
        elif isinstance(target, ClassRef):
            for name in ("__new__", "__init__", "__post_init__"):
                method = self._module.classes.method(target.cls, name)
                if method is not None and not method.is_async:
                    yield Edge(op, node, method, how, target.cls)

    def _is_spread(self, node: cst.Call) -> bool:
        """Whether a generator is run where it is made: ``[*pages()]``, ``a, *b = pages()``, ``yield from pages()``."""
        use = self._module.use(node)
        if use.kind == "yielded":
            return isinstance(use.node, cst.From)
        return use.kind == "unpacked" or any(isinstance(target, (cst.Tuple, cst.List)) for target in use.targets)

    def _property(self, op: Read) -> Iterator[Edge]:
        node = op.node
        while isinstance(node, cst.Attribute):
            if node.attr.value in self._properties:
                for value in self._module.values(node.value, op):
                    if isinstance(value, Instance) and isinstance(value.type, Class):
                        method = self._module.classes.method(value.type, node.attr.value)
                        if method is not None and is_property(method) and not method.is_generator:
                            yield Edge(op, node, method, "property", value.type, method.is_async)
            node = node.value

    def _store(self, op: Write) -> Iterator[Edge]:
        """``x.name = value`` where the class has a setter for it, ``x[key] = value`` where it has ``__setitem__``."""
        node = op.node
        if isinstance(node, cst.Subscript):
            yield from self._item(op, "__delitem__" if op.how == "del" else "__setitem__")
        elif isinstance(node, cst.Attribute) and node.attr.value in self._properties:
            for value in self._module.values(node.value, op):
                if isinstance(value, Instance) and isinstance(value.type, Class):
                    method = self._module.classes.setter(value.type, node.attr.value)
                    if method is not None:
                        yield Edge(op, node, method, "setter", value.type)

    def _item(self, op: Op, name: str) -> Iterator[Edge]:
        if name not in self._special or not isinstance(op.node, cst.Subscript):
            return
        for value in self._module.values(op.node.value, op):
            if isinstance(value, Instance) and isinstance(value.type, Class):
                method = self._module.classes.method(value.type, name)
                if method is not None and not method.is_async and not method.is_generator:
                    yield Edge(op, op.node, method, "item", value.type)

    def _enter(self, op: Op, context: cst.BaseExpression, place: cst.CSTNode, *, is_async: bool) -> Iterator[Edge]:
        for value in self._module.values(context, op):
            if isinstance(value, ContextManager):
                yield Edge(op, place, value.of.function, "enter", _receiver(value.of), value.is_async)
            elif isinstance(value, Instance) and isinstance(value.type, Class):
                for name, how in (
                    (("__aenter__", "enter"), ("__aexit__", "exit"))
                    if is_async
                    else (
                        ("__enter__", "enter"),
                        ("__exit__", "exit"),
                    )
                ):
                    method = self._module.classes.method(value.type, name)
                    if method is not None:
                        yield Edge(op, place, method, how, value.type, method.is_async)

    def _iterate(self, op: Op, iterable: cst.BaseExpression, node: cst.CSTNode) -> Iterator[Edge]:
        if isinstance(iterable, cst.Call) and iterable.args:  # `enumerate(pages())`: what it passes on
            names = self._module.names_of(iterable.func, op)
            if names and all(name in LAZY or name.startswith("itertools.") for name in names):
                for arg in iterable.args:
                    yield from self._iterate(op, arg.value, node)
                return
        # a report on a loop stands at its `for`; one on a consumer at the call
        place: cst.CSTNode = node if isinstance(node, cst.Call) else iterable if isinstance(node, cst.CompFor) else node
        for value in self._module.values(iterable, op):
            if isinstance(value, Generator):
                function = value.of.function
                yield Edge(op, place, function, "iterate", _receiver(value.of), function.is_async)
            elif isinstance(value, Instance) and isinstance(value.type, Class):
                for name in ("__iter__", "__next__"):
                    method = self._module.classes.method(value.type, name)
                    if method is not None and not method.is_async:
                        yield Edge(op, place, method, "iterate", value.type)


def _receiver(of: FunctionRef | Method) -> Class | None:
    return of.receiver if isinstance(of, Method) else None
