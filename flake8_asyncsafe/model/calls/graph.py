"""The call graph of a module: the edges out of its functions (see `edges` for what an edge is)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import libcst as cst

from flake8_asyncsafe.model.calls.conditions import Conditions
from flake8_asyncsafe.model.calls.edges import Edge, EdgeMaker, dispatch, receiver_of
from flake8_asyncsafe.model.calls.lazy import LAZY
from flake8_asyncsafe.model.calls.sites import Site
from flake8_asyncsafe.model.inference.calls import ENTERS
from flake8_asyncsafe.model.inference.members import is_property
from flake8_asyncsafe.model.ops import Call, Enter, Iterate, Op, Read, Write
from flake8_asyncsafe.model.scopes import Stub
from flake8_asyncsafe.model.values import ClassRef, FunctionRef, Method

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.calls.conditions import Demands
    from flake8_asyncsafe.model.calls.effects import Dispatch, Effect
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class, Function

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


class CallGraph:
    """The edges of one module, found per function on demand."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self.make = EdgeMaker(module.evaluator)
        self._edges: dict[Function, tuple[Edge, ...]] = {}
        self._locals: tuple[Stub, ...] | None = None
        self._callers: dict[Function, list[tuple[Function, Edge]]] | None = None
        self._properties = frozenset(
            function.name for function in module.functions if function.decorators and is_property(function)
        )
        self._conditions = Conditions(module.evaluator)
        self._has_fallback = any(function.name == "__getattr__" for function in module.functions)
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
            edges = self._module.outside.edges(function) if function.is_stub else self._find(function)
            found = self._edges[function] = tuple(edges)
        return found

    def locals(self) -> tuple[Stub, ...]:
        """The inherited methods of other modules that run on objects of the module's own classes."""
        if self._locals is None:
            found: dict[Stub, None] = {}
            todo = list(self._module.functions) if self._module.linked else []
            while todo:
                for edge in self.edges(todo.pop()):
                    callee = edge.callee
                    if isinstance(callee, Stub) and callee.is_local and callee not in found:
                        found[callee] = None
                        todo.append(callee)
            self._locals = tuple(found)
        return self._locals

    def may_be_property(self, name: str) -> bool:
        """Whether some class has a property of that name, as far as is known: those of other modules are not listed."""
        return name in self._properties or self._module.linked

    def callers(self, function: Function) -> list[tuple[Function, Edge]]:
        """(caller, edge) for every edge of the module that leads to ``function``."""
        if self._callers is None:
            self._callers = {}
            for each in (*self._module.functions, *self.locals()):
                for edge in self.edges(each):
                    self._callers.setdefault(edge.callee, []).append((each, edge))
        return self._callers.get(function, [])

    def leaving(self) -> Iterator[tuple[Function, Edge]]:
        """(caller, edge) for every edge that leads to a function of another module."""
        for function in (*self._module.functions, *self.locals()) if self._module.linked else ():
            for edge in self.edges(function):
                if isinstance(edge.callee, Stub) and not edge.callee.is_local:
                    yield function, edge

    def admits(self, edge: Edge, effect: Effect[Any]) -> bool:
        """Whether an effect of the callee can happen along an edge: on its object, and with its arguments."""
        return self.make.leads_to(edge, effect.dispatch) and self._conditions.allow(edge, effect.demands)

    def demands(self, function: Function, node: cst.CSTNode) -> Demands:
        """What the parameters of a function have to be for control to get to ``node``."""
        return self._conditions.demands(function, node)

    def passed_on(self, edge: Edge, demands: Demands) -> Demands:
        """Those demands on an edge's callee that are demands on the caller's parameters."""
        return self._conditions.passed_on(edge, demands)

    def dispatch(self, caller: Function, edge: Edge, below: frozenset[Dispatch]) -> frozenset[Dispatch]:
        """What an effect along an edge depends on in the caller: nothing unless it runs a method of the same object."""
        return dispatch(edge, below, on_self=is_on_self(edge.node, caller))

    def _find(self, function: Function) -> Iterator[Edge]:
        for op in function.ops:
            if isinstance(op, Call):
                edges = self._call(op)
            elif isinstance(op, Read):
                # by the exact type: each `isinstance` of a node that fails is dear
                kind = type(op.node)
                if kind is cst.Attribute:
                    edges = self._property(op)
                elif kind is cst.Subscript:
                    edges = self._item(op, "__getitem__")
                else:
                    continue
            elif isinstance(op, Write):
                if type(op.node) is cst.Name:
                    continue
                edges = self._store(op)
            elif isinstance(op, Enter):
                contexts = self._module.values(op.node.item, op)
                edges = self.make.entered(op, op.node.item, contexts, is_async=op.scope.is_async)
            elif isinstance(op, Iterate):
                edges = self._iterate(op, op.iterable, op.node, is_async=op.is_async)
            else:
                continue
            for edge in edges:
                if self._module.lazy.runs(op):
                    yield edge

    def _call(self, op: Call) -> Iterator[Edge]:
        module = self._module
        for target in module.targets(op):
            yield from self.make.run(op, op.node, target, "call")
            if isinstance(target, (FunctionRef, Method)) and target.function.is_generator and self.is_spread(op.node):
                function = target.function
                yield Edge(op, op.node, function, "iterate", receiver_of(target), function.is_async)
            if isinstance(target, ClassRef):
                yield from self._defaults(op, target.cls)
        for _, value in module.spawns.inline(op):
            for callee in module.evaluator.calls.callable_of(value):
                yield from self.make.run(op, op.node, callee, "inline")
        if op.node.args:
            names = module.names_of(op.node.func, op)
            if names & CONSUMERS:
                yield from self._iterate(op, op.node.args[0].value, op.node)
            elif names & ENTERS:
                is_async = any(name.endswith("async_context") for name in names)
                contexts = module.values(op.node.args[0].value, op)
                yield from self.make.entered(op, op.node, contexts, is_async=is_async)

    def _defaults(self, op: Call, cls: Class) -> Iterator[Edge]:
        """What makes the defaults of fields that the call of a class does not give: ``default_factory=load``."""
        module = self._module
        made = [
            (name, factory, writes[-1])
            for each in (module.classes.mro(cls) if not cls.is_stub else ())
            for name, writes in (each.scope.bindings.items() if not each.is_stub else ())
            if writes and (factory := _factory(writes[-1])) is not None
        ]
        if not made or any(arg.star for arg in op.node.args):
            return
        given = {arg.keyword.value for arg in op.node.args if arg.keyword is not None}
        places = [arg for arg in op.node.args if arg.keyword is None]
        given.update(module.evaluator.records.fields(cls)[: len(places)])
        for name, factory, write in made:
            for value in module.values(factory, write) if name not in given else ():
                for callee in module.evaluator.calls.callable_of(value):
                    yield from self.make.run(op, op.node, callee, "inline")

    def is_spread(self, node: cst.Call) -> bool:
        """Whether a generator is run where it is made: ``[*pages()]``, ``a, *b = pages()``, ``yield from pages()``."""
        use = self._module.use(node)
        if use.kind == "yielded":
            return isinstance(use.node, cst.From)
        return use.kind == "unpacked" or any(isinstance(target, (cst.Tuple, cst.List)) for target in use.targets)

    def _property(self, op: Read) -> Iterator[Edge]:
        node = op.node
        while type(node) is cst.Attribute:
            name = node.attr.value
            if self._may_run(name) and not self._is_plain(op, node.value, name):
                yield from self.make.got(op, node, self._module.values(node.value, op), name)
            node = node.value

    def _is_plain(self, op: Op, receiver: cst.BaseExpression, name: str) -> bool:
        """Whether ``self.name`` is no property of the class: most reads are such, and this is quickly told."""
        function = op.function
        if type(receiver) is not cst.Name or receiver.value != function.receiver or function.owner is None:
            return False
        classes = self._module.classes
        return name not in classes.properties(function.owner) and classes.method(function.owner, "__getattr__") is None

    def _may_run(self, name: str) -> bool:
        return self._has_fallback or self.may_be_property(name)

    def _store(self, op: Write) -> Iterator[Edge]:
        """``x.name = value`` where the class has a setter for it, ``x[key] = value`` where it has ``__setitem__``."""
        node = op.node
        if type(node) is cst.Subscript:
            yield from self._item(op, "__delitem__" if op.how == "del" else "__setitem__")
        elif type(node) is cst.Attribute and self.may_be_property(node.attr.value):
            yield from self.make.stored(op, node, self._module.values(node.value, op), node.attr.value)

    def _item(self, op: Op, name: str) -> Iterator[Edge]:
        if (name in self._special or self._module.linked) and isinstance(op.node, cst.Subscript):
            yield from self.make.subscripted(op, op.node, self._module.values(op.node.value, op), name)

    def _iterate(
        self, op: Op, iterable: cst.BaseExpression, node: cst.CSTNode, *, is_async: bool = False
    ) -> Iterator[Edge]:
        for each in self.iterables(iterable, op):
            # a report on a loop stands at its `for`; one on a consumer at the call
            place = node if isinstance(node, cst.Call) or not isinstance(node, cst.CompFor) else each
            yield from self.make.iterated(op, place, self._module.values(each, op), is_async=is_async)

    def iterables(self, iterable: cst.BaseExpression, op: Op) -> Iterator[cst.BaseExpression]:
        """What is iterated over: of ``enumerate(pages())`` what it passes on."""
        todo = [iterable]
        while todo:
            node = todo.pop()
            names = self._module.names_of(node.func, op) if isinstance(node, cst.Call) and node.args else frozenset()
            if (
                isinstance(node, cst.Call)
                and names
                and all(name in LAZY or name.startswith("itertools.") for name in names)
            ):
                todo.extend(arg.value for arg in reversed(node.args))
            else:
                yield node


def _factory(write: Write) -> cst.BaseExpression | None:
    """The factory of ``data: Rows = field(default_factory=load)``."""
    if write.how not in {"ann", "assign"} or not isinstance(write.value, cst.Call):
        return None
    named = {arg.keyword.value: arg.value for arg in write.value.args if arg.keyword is not None}
    return named.get("default_factory") or named.get("factory")


def is_on_self(node: cst.CSTNode, function: Function) -> bool:
    """Whether a call or an attribute is of the receiver of the method it stands in."""
    if type(node) is Site:
        return node.on_self
    func = node.func if type(node) is cst.Call else node
    return (
        type(func) is cst.Attribute
        and type(func.value) is cst.Name
        and function.receiver is not None
        and func.value.value == function.receiver
    )
