"""Edges of the call graph: an operation runs a function before it is done.

An edge leads from an operation to a function whose body runs during it: a call, a property, an item of an object, the
entry and exit of a with, the steps of an iteration, a key function called in place, the wrapper that a decorator put
around the callee.  What is only created (a coroutine, a generator, a partial) or handed to another thread is no edge.

`EdgeMaker` goes from values to edges; where the values come from (a node of this module, or the summary of another one)
is the caller's business.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from flake8_asyncsafe.model.inference.members import is_property
from flake8_asyncsafe.model.scopes import Class, Function, Stub
from flake8_asyncsafe.model.values import (
    ClassRef,
    ContextManager,
    FunctionRef,
    Generator,
    Instance,
    Method,
    Value,
    Values,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import libcst as cst

    from flake8_asyncsafe.model.calls.conditions import Demands
    from flake8_asyncsafe.model.calls.effects import Dispatch, Effect
    from flake8_asyncsafe.model.inference import Evaluator
    from flake8_asyncsafe.model.ops import Op

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


class Edges(Protocol):
    """A call graph, as effects spread over it."""

    def edges(self, function: Function) -> tuple[Edge, ...]:
        """The edges out of a function, in evaluation order."""

    def callers(self, function: Function) -> Iterable[tuple[Function, Edge]]:
        """(caller, edge) for every edge of the graph that leads to ``function``."""

    def leaving(self) -> Iterable[tuple[Function, Edge]]:
        """(caller, edge) for every edge that leads out of the graph."""

    def admits(self, edge: Edge, effect: Effect[Any]) -> bool:
        """Whether an effect of the callee can happen along an edge: on its object, and with its arguments."""

    def dispatch(self, caller: Function, edge: Edge, below: frozenset[Dispatch]) -> frozenset[Dispatch]:
        """What an effect along an edge depends on in the caller."""

    def demands(self, function: Function, node: cst.CSTNode) -> Demands:
        """What the parameters of a function have to be for control to get to ``node``."""

    def passed_on(self, edge: Edge, demands: Demands) -> Demands:
        """Those demands on an edge's callee that are demands on the caller's parameters."""


class EdgeMaker:
    """Makes edges out of what is called, entered, iterated over or looked up."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator

    def run(self, op: Op, node: cst.CSTNode, target: Value, how: str) -> Iterator[Edge]:
        """The edges of calling ``target``."""
        if isinstance(target, (FunctionRef, Method)):
            function = target.function
            receiver = target.receiver if isinstance(target, Method) else None
            decorated = function.is_stub or function.decorators
            for wrapper in self._evaluator.decorators.wrappers(function) if decorated else ():
                # a plain one around a coroutine function runs when that is called, and only its result is awaited
                if wrapper.is_async == function.is_async or not (wrapper.is_async or wrapper.is_generator):
                    yield Edge(op, node, wrapper, "wrapper", receiver, wrapper.is_async)
            if not function.is_generator:
                yield Edge(op, node, self._on(function, receiver), how, receiver, function.is_async)
        elif isinstance(target, ClassRef):
            for name in ("__new__", "__init__", "__post_init__"):
                method = self._evaluator.classes.method(target.cls, name)
                if method is not None and not method.is_async:
                    yield Edge(op, node, self._on(method, target.cls), how, target.cls)

    def got(self, op: Op, node: cst.CSTNode, receivers: Values, name: str) -> Iterator[Edge]:
        """The edges of reading attribute ``name``: getters of properties; ``__getattr__`` for what no base can have."""
        classes = self._evaluator.classes
        for cls in _classes(receivers):
            method = classes.method(cls, name)
            if method is not None and is_property(method) and not method.is_generator:
                yield Edge(op, node, self._on(method, cls), "property", cls, method.is_async)
            elif method is None and not name.startswith("__") and classes.complete(cls):
                fallback = classes.method(cls, "__getattr__")
                if fallback is not None and next(classes.definitions(cls, name), None) is None:
                    yield Edge(op, node, fallback, "property", cls, fallback.is_async)

    def stored(self, op: Op, node: cst.CSTNode, receivers: Values, name: str) -> Iterator[Edge]:
        """The edges of assigning to attribute ``name``: the setters of properties."""
        for cls in _classes(receivers):
            method = self._evaluator.classes.setter(cls, name)
            if method is not None:
                yield Edge(op, node, method, "setter", cls)

    def subscripted(self, op: Op, node: cst.CSTNode, receivers: Values, name: str) -> Iterator[Edge]:
        """The edges of ``x[key]`` by the special method ``name``."""
        for cls in _classes(receivers):
            method = self._evaluator.classes.method(cls, name)
            if method is not None and not method.is_async and not method.is_generator:
                yield Edge(op, node, method, "item", cls)

    def entered(self, op: Op, place: cst.CSTNode, contexts: Values, *, is_async: bool) -> Iterator[Edge]:
        """The edges of entering and leaving a context manager."""
        ways = ("__aenter__", "__aexit__") if is_async else ("__enter__", "__exit__")
        for value in contexts:
            if isinstance(value, ContextManager):
                receiver = receiver_of(value.of)
                yield Edge(op, place, self._on(value.of.function, receiver), "enter", receiver, value.is_async)
            elif isinstance(value, Instance) and isinstance(value.type, Class):
                for name, how in zip(ways, ("enter", "exit"), strict=True):
                    method = self._evaluator.classes.method(value.type, name)
                    if method is not None:
                        yield Edge(op, place, self._on(method, value.type), how, value.type, method.is_async)

    def iterated(self, op: Op, place: cst.CSTNode, iterables: Values, *, is_async: bool = False) -> Iterator[Edge]:
        """The edges of iterating over something; ``async for`` runs other methods than ``for``."""
        for value in iterables:
            if isinstance(value, Generator):
                function = value.of.function
                if function.is_async or not is_async:
                    yield Edge(op, place, function, "iterate", receiver_of(value.of), function.is_async)
            elif isinstance(value, Instance) and isinstance(value.type, Class):
                for name in ("__aiter__", "__anext__") if is_async else ("__iter__", "__next__"):
                    method = self._evaluator.classes.method(value.type, name)
                    if method is not None and (is_async or not method.is_async):
                        yield Edge(op, place, method, "iterate", value.type, method.is_async)

    def _on(self, function: Function, receiver: Class | None) -> Function:
        """A method as it runs on an object of that class: of another module, what it calls on self depends on it."""
        if not isinstance(function, Stub) or receiver is None or function.owner is None:
            return function
        if receiver is function.owner or function.on is receiver:
            return function
        return self._evaluator.outside.method_on(function, receiver)

    # -- dispatch on self ---------------------------------------------------------------------------------------------

    def leads_to(self, edge: Edge, dispatch: frozenset[Dispatch]) -> bool:
        """Whether on the object that ``edge`` runs a method on, each name may mean that method."""
        if edge.receiver is None:
            return True
        classes = self._evaluator.classes
        return all(
            classes.method(edge.receiver, name) is method
            or any(method is other for _, other in classes.overrides(edge.receiver, name))
            for name, method in dispatch
        )


def dispatch(edge: Edge, below: frozenset[Dispatch], *, on_self: bool) -> frozenset[Dispatch]:
    """What an effect along an edge depends on in the caller: nothing unless it runs a method of the same object."""
    if isinstance(edge.callee, Stub) and edge.callee.on is not None:
        return frozenset()  # it is the method of that very class
    on_self = on_self and edge.how in {"call", "property"} and edge.receiver is not None  # else it is a stored function
    if not on_self or len(below) >= _MOST_DISPATCHES:
        return below if on_self else frozenset()
    return below | {(edge.callee.name, edge.callee)}


def receiver_of(of: FunctionRef | Method) -> Class | None:
    """The class that a method was looked up on."""
    return of.receiver if isinstance(of, Method) else None


def _classes(values: Values) -> Iterator[Class]:
    for value in values:
        if isinstance(value, Instance) and isinstance(value.type, Class):
            yield value.type
