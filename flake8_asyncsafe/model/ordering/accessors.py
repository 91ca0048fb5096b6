"""Accessors: methods and functions that do nothing but read, or store, a piece of shared state under a lock.

Where one is called, that state is read or stored in a critical section that is over when the call is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.ops import Call, Read, Write
from flake8_asyncsafe.syntax.walk import mentions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.model.stale import Identity


@dataclass(frozen=True, slots=True)
class Accessor:
    """A function that only reads ``state`` (or stores its ``parameter`` in it), under ``lock``.

    ``state`` is what hangs on the object of a method (``on_self``), or stands by itself.  ``key`` is the parameter that
    says which element of it, "" for the whole.
    """

    state: Identity
    on_self: bool
    lock: Lock
    text: str
    key: str = ""
    parameter: str = ""


class Accessors:
    """The methods and functions of one module that read or store one piece of state under a lock."""

    def __init__(self, module: Module) -> None:
        self._module = module

    @cached_property
    def getters(self) -> dict[Function, Accessor]:
        """The functions whose value is shared state, read under a lock."""
        return dict(self._find(self._getter))

    @cached_property
    def setters(self) -> dict[Function, Accessor]:
        """The functions that store a parameter, or what is made of it, in shared state under a lock."""
        return dict(self._find(self._setter))

    def given(self, op: Op, function: Function, parameter: str) -> cst.BaseExpression | None:
        """What a call, or a store of a property, gives for a parameter."""
        if isinstance(op, Write):
            return op.value
        names = _parameters(function)
        if not isinstance(op, Call) or parameter not in names or any(arg.star for arg in op.node.args):
            return None
        return argument(op.node, parameter, names.index(parameter))

    def _find(self, ask: Callable[[Function], Accessor | None]) -> Iterator[tuple[Function, Accessor]]:
        for function in self._module.functions if self._module.critical.any_locks else ():
            if not function.is_async and function.kind == "function" and (function.owner is None or function.receiver):
                found = ask(function)
                if found is not None:
                    yield function, found

    def _getter(self, function: Function) -> Accessor | None:
        returns = [op for op in function.returns if op.value is not None]
        if len(returns) != 1 or function.is_generator:
            return None
        value = returns[0].value
        op: Op = returns[0]
        if isinstance(value, cst.Name):  # with lock: value = self.value; return value
            writes = function.scope.bindings.get(value.value, ())
            if len(writes) == 1 and not writes[0].path:
                value, op = writes[0].value, writes[0]
        return self._accessor(value, op) if value is not None else None

    def _setter(self, function: Function) -> Accessor | None:
        parameters = _parameters(function)
        for op in function.ops:
            if not isinstance(op, Write) or op.how != "assign" or not isinstance(op.node, cst.BaseExpression):
                continue
            given = [name for name in parameters if mentions(op.value, name)]
            found = self._accessor(op.node, op, given[0]) if len(given) == 1 else None
            if found is None or {*parameters} - {found.key, found.parameter}:
                continue
            state = ("self", *found.state) if found.on_self else found.state
            if not any(isinstance(each, Read) and self._reads(each, state) for each in function.ops):
                return found
        return None

    def _accessor(self, value: cst.BaseExpression, op: Op, parameter: str = "") -> Accessor | None:
        """What ``value`` reads, or is: an attribute or global, or an element of one (``x[k]``, ``x.get(k)``)."""
        key: cst.BaseExpression | None = None
        node: cst.BaseExpression = value
        if isinstance(value, cst.Subscript):
            index = value.slice[0].slice
            if len(value.slice) != 1 or not isinstance(index, cst.Index):
                return None
            node, key = value.value, index.value
        elif isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.func.attr.value == "get":
            key = node.args[0].value if node.args else None
            if key is None:
                return None
            node = node.func.value
        if not isinstance(node, (cst.Name, cst.Attribute)):
            return None
        path, single = self._module.locks.path(node, op)
        state = path.identity
        if (
            not single
            or path.root[0] not in {"self", "class", "global"}
            or (path.root[0] != "global" and not path.steps)
        ):
            return None
        variable = ""
        if isinstance(key, cst.Name) and key.value in _parameters(op.function):
            variable = key.value
        elif isinstance(key, (cst.SimpleString, cst.BaseNumber)):
            state = (*state, f"[{self._module.source(key)}]")
        elif key is not None:
            return None
        lock = self._lock(op)
        if lock is None:
            return None
        on_self = path.root[0] == "self"
        text = self._module.source(value if not isinstance(value, cst.Call) else node)
        return Accessor(state[1:] if on_self else state, on_self, lock, text, variable, parameter)

    def _reads(self, read: Read, state: Identity) -> bool:
        """Whether ``state`` is read, and not only to reach an element that is stored."""
        above = self._module.parents.get(read.node)
        if isinstance(above, cst.Subscript) and self._module.write_of(above) is not None:
            return False
        node = read.node
        return isinstance(node, cst.BaseExpression) and self._module.locks.path(node, read)[0].identity == state

    def _lock(self, op: Op) -> Lock | None:
        state = self._module.critical.held(op)
        return next((each.lock for each in state.may if excludes(each.lock) and state.surely(each.lock.identity)), None)


def excludes(lock: Lock) -> bool:
    """Whether a lock lets one thread in at a time."""
    return lock.single and lock.kind is not LockKind.ASYNC and not (lock.traits is not None and lock.traits.counting)


def _parameters(function: Function) -> list[str]:
    names = function.parameter_names()
    return [name for name in names if name != function.receiver]
