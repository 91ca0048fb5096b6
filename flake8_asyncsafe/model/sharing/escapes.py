"""Guarded state that gets out: a lock is let go, and what it guards has been handed out under it.

A lock guards a container only for those who ask for it.  Who gets the container itself, or a mutable element of it,
goes on to use it when the lock is free again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.aliasing.containers import CHANGING, Containers
from flake8_asyncsafe.model.locks.identity import words
from flake8_asyncsafe.model.ops import Call, Return, Write
from flake8_asyncsafe.model.sharing.accesses import Access, Accesses, Key, Kind
from flake8_asyncsafe.model.sharing.inherited import ELEMENT, Inherited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function

_VIEWS = frozenset({"values", "keys", "items"})
#: what `iter` and `reversed` call
_STEPS = frozenset({"__iter__", "__reversed__"})
#: what steps through what it is given, or shows it, only when it is used itself
_LAZY = frozenset(
    {f"builtins.{name}" for name in ("iter", "reversed", "enumerate", "zip", "map", "filter")}
    | {f"itertools.{name}" for name in ("chain", "islice", "takewhile", "dropwhile", "filterfalse", "starmap")}
    | {"types.MappingProxyType", "itertools.chain.from_iterable"}
)
#: methods that give an element of a container
_GIVES = frozenset({"get", "setdefault"})


@dataclass(frozen=True, slots=True)
class Escape:
    """``node``, what ``op`` returns, is (``element``: a part of) state that is changed under ``lock`` at ``place``.

    ``view``: it is no container itself, but looks into the state when it is used, later.

    ``state`` is how the state was read, before it got a name perhaps.
    """

    op: Return
    node: cst.BaseExpression
    state: cst.BaseExpression
    lock: Key
    place: str
    element: bool
    view: bool = False


class Escapes:
    """The escapes of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._accesses = module.ask(Accesses)
        self._containers = module.ask(Containers)
        self._inherited = module.ask(Inherited)

    def found(self) -> Iterator[Escape]:
        """Every return, under a lock, of what the lock guards."""
        if not self._module.critical.any_locks:
            return  # what a base class guards escapes here where the lock is taken
        for function in self._module.functions:
            if function.kind != "function" or self._is_internal(function):
                continue
            for op in function.ops:
                if isinstance(op, Return) and op.value is not None:
                    escapes = (self._part_escapes(op, part) for part in _parts(op.value))
                    escape = next((each for each in escapes if each is not None), None)
                    if escape is not None:
                        yield escape

    def _part_escapes(self, op: Return, part: cst.BaseExpression) -> Escape | None:
        value, read = self._returned(op, part)
        escape = self._escape(op, part, value, read)
        views = (self._escape(op, part, each, read) for each in self._viewed(value, read))
        view = next((each for each in views if each is not None), None) if escape is None else None
        return replace(view, state=value, view=True) if view is not None else escape

    def _viewed(self, value: cst.BaseExpression, op: Op) -> Iterator[cst.BaseExpression]:
        """What an expression looks into when it is used, and does not copy: ``d.values()``, ``map(f, d)``."""
        inner: list[cst.BaseExpression] = []
        if isinstance(value, cst.GeneratorExp):
            inner = [value.for_in.iter]
        elif isinstance(value, cst.Call) and isinstance(value.func, cst.Attribute) and not value.args:
            if value.func.attr.value in _VIEWS and self._containers.kind(value.func.value, op) == "dict":
                yield value.func.value
            elif value.func.attr.value in _STEPS:
                inner = [value.func.value]
        elif isinstance(value, cst.Call) and value.args and self._module.names_of(value.func, op) & _LAZY:
            inner = [arg.value for arg in value.args]
        for each in inner:
            yield each
            yield from self._viewed(each, op)

    @staticmethod
    def _returned(op: Return, value: cst.BaseExpression) -> tuple[cst.BaseExpression, Op]:
        """(what is returned, where it was read): a name that is bound once, ``found = self.rows``, stands for that."""
        scope = op.block.scope.lookup(value.value) if isinstance(value, cst.Name) else None
        writes = scope.bindings.get(value.value, []) if scope is not None and isinstance(value, cst.Name) else []
        if len(writes) == 1 and writes[0].function is op.function and writes[0].how in {"assign", "ann", "walrus"}:
            write = writes[0]
            if write.value is not None and not write.path:
                return write.value, write
        return value, op

    def _escape(self, op: Return, node: cst.BaseExpression, value: cst.BaseExpression, read: Op) -> Escape | None:
        held = self._accesses.held(read)
        if not held or not self._module.critical.held(read).may:
            return None
        whole = self._accesses.key(value, read)
        if whole is not None:
            accesses = self._accesses.by_key.get(whole, ())
            if self._is_bound_anew(whole, op.function) or any(
                whole in self._accesses.bound_in(callee) for callee in self._called_behind(read)
            ):
                return None  # swapped out: nobody else has it any more
            for access in accesses:
                lock = self._guard(access.op, held)
                if lock is not None and access.op is not op and self._changes_in_place(access):
                    return Escape(op, node, value, lock, self._place(access.op), element=False)
            return self._changed(op, node, value, whole, held, element=False)
        container = _container(value)
        key = self._accesses.key(container, read) if container is not None else None
        return self._changed(op, node, value, key, held, element=True) if key is not None else None

    def _changed(
        self, op: Return, node: cst.BaseExpression, value: cst.BaseExpression, key: Key, held: frozenset[Key], *,
        element: bool,
    ) -> Escape | None:  # fmt: skip
        """The escape of state of which elements are changed under a lock, or that a base class elsewhere changes."""
        for change in self.element_changes.get(key, ()):
            lock = self._guard(change, held)
            if lock is not None:
                return Escape(op, node, value, lock, self._place(change), element)
        in_place = {ELEMENT} if element else {ELEMENT, Kind.CHANGE.value}
        if self._containers.kind(value, op) in {"list", "set", "dict", "deque"}:
            in_place.add(Kind.UPDATE.value)  # `self.rows += rows`, where `self.count += 1` is one as well
        for lock, each in self._inherited.by_key.get(key, ()):
            if lock in held and each.how in in_place:
                return Escape(op, node, value, lock, each.place, element)
        return None

    def _called_behind(self, read: Op) -> Iterator[Function]:
        """What a function calls after it has read some state: ``rows = self._rows; self._reset()`` is a swap too."""
        graph = self._module.graph
        for edge in graph.edges(read.function):
            if edge.op.index > read.index:
                yield edge.callee
                yield from (below.callee for below in graph.edges(edge.callee))

    def _is_bound_anew(self, key: Key, function: Function) -> bool:
        stores = (each for each in self._accesses.by_key.get(key, ()) if each.kind is Kind.STORE)
        return any(each.function is function for each in stores) or any(
            isinstance(op, Write) and isinstance(op.node, cst.Attribute) and self._accesses.key(op.node, op) == key
            for op in function.ops
            if self._accesses.is_construction(function)  # those are no accesses
        )

    def _place(self, op: Op) -> str:
        return f"line {self._module.line(op.node)}"

    def _guard(self, op: Op, held: frozenset[Key]) -> Key | None:
        return next(iter(sorted(self._accesses.held(op) & held, key=str)), None)

    @staticmethod
    def _changes_in_place(access: Access) -> bool:
        node = access.node
        return access.kind is Kind.CHANGE or (access.kind is Kind.UPDATE and isinstance(node, cst.Subscript))

    @cached_property
    def element_changes(self) -> dict[Key, list[Op]]:
        """The operations that change an element of a container in place: ``d[k].append(x)``, ``d[k][n] = x``."""
        found: dict[Key, list[Op]] = {}
        for function in self._module.functions:
            if function.kind == "module" or self._accesses.is_construction(function):
                continue
            for op in function.ops:
                changed: cst.BaseExpression | None = None
                if isinstance(op, Write) and isinstance(op.node, cst.Subscript):
                    changed = op.node.value
                elif isinstance(op, Call) and isinstance(op.node.func, cst.Attribute):
                    changed = op.node.func.value if op.node.func.attr.value in CHANGING else None
                container = _container(changed) if changed is not None else None
                key = self._accesses.key(container, op) if container is not None else None
                if key is not None:
                    found.setdefault(key, []).append(op)
        return found

    def _is_internal(self, function: Function) -> bool:
        """Whether a function's callers hold the lock themselves, or are given the object to use under it."""
        if not words(function.name).isdisjoint({"locked", "unlocked", "unsafe", "nolock"}):
            return True
        if function.parent is not None and function.parent.kind != "module":
            return True  # a closure: whoever has it may hold the lock
        callers = list(self._module.graph.callers(function))
        private = function.name.startswith("_") and not function.name.startswith("__")
        return private and all(self._accesses.held(edge.op) for _, edge in callers)


def _parts(node: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    """What a returned expression may be or hold: the arms of a choice, the elements of a display."""
    if isinstance(node, cst.IfExp):
        parts = [node.body, node.orelse]
    elif isinstance(node, cst.BooleanOperation):
        parts = [node.left, node.right]
    elif isinstance(node, (cst.Tuple, cst.List)):
        parts = [each.value for each in node.elements if isinstance(each, cst.Element)]
    elif isinstance(node, cst.Dict):
        parts = [each.value for each in node.elements if isinstance(each, cst.DictElement)]
    else:
        yield node
        return
    for part in parts:
        yield from _parts(part)


def _container(node: cst.BaseExpression) -> cst.BaseExpression | None:
    """The container of which an expression is an element: ``d[k]``, ``d.get(k)``, ``d.setdefault(k, [])``."""
    if isinstance(node, cst.Subscript):
        plain = len(node.slice) == 1 and isinstance(node.slice[0].slice, cst.Index)
        return node.value if plain else None
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.func.attr.value in _GIVES:
        return node.func.value
    return None
