"""Loops that call the callbacks they iterate over, of a registry that a callback may change.

``for callback in self._callbacks: callback(event)`` hands control to code of others, and what that code may do is what
the class offers: if it has a method that takes a callback out again, a callback that ends its own subscription changes
the dict or set under the loop.  That one more is put in by a callback is possible too, but nobody's habit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.locks.identity import words
from flake8_asyncsafe.model.ops import Call, Iterate, Jump, Loop, Op, Raise, Return, Write
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class, Function

_VIEWS = frozenset({"items", "keys", "values"})
#: what gives an element of a dict of containers
_ELEMENT = frozenset({"get", "setdefault"})
_CONSTRUCTION = frozenset({"__init__", "__new__", "__post_init__", "__setstate__", "__del__"})
#: what calls the function that it is given
_CALLERS = frozenset({"as_future", "maybeDeferred", "maybe_deferred", "maybe_await", "call", "invoke"})
_CHANGES = frozenset(
    {"add", "discard", "remove", "pop", "popitem", "clear", "update", "setdefault", "append", "extend", "insert"}
)
#: what takes one element out
_TAKES_OUT = frozenset({"discard", "remove", "pop", "[]del"})
#: words in the names of containers whose elements are there to be told
_TOLD = frozenset({"listener", "listeners", "observer", "observers", "subscriber", "subscribers"})

#: an attribute of the object, and whether it is the container (0) or a dict of containers (1)
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Registry:
    """``loop`` calls what it takes out of ``text``, in ``call``; ``change`` is what a callback may run."""

    op: Iterate
    text: str
    kind: str
    call: Call
    change: Op


class CalledBack:
    """Finds such loops in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def found(self) -> Iterator[Registry]:
        """Every loop whose callbacks may change what it iterates over, with the first such change."""
        changes: dict[Class, dict[Place, list[tuple[Op, str]]]] = {}
        for function in self._module.functions:
            cls = self._class(function)
            if cls is None:
                continue
            for op in function.ops:
                if not isinstance(op, Iterate) or op.is_async or not isinstance(op.node, cst.For):
                    continue
                place = self._place(op.iterable, op, function)
                loop = next((each for each in op.block.items[op.at + 1 : op.at + 2] if isinstance(each, Loop)), None)
                if place is None or loop is None:
                    continue
                call = self._calls_back(op.node, loop, place)
                if call is None:
                    continue
                if cls not in changes:
                    changes[cls] = self._changes(cls)
                found = self._first(changes[cls].get(place, []), function)
                if found is not None:
                    yield Registry(op, self._module.source(op.iterable), found[1], call, found[0])

    @staticmethod
    def _class(function: Function) -> Class | None:
        outer: Function | None = function
        while outer is not None:
            if outer.owner is not None:
                return outer.owner
            outer = outer.parent
        return None

    # -- which container ----------------------------------------------------------------------------------------------

    def _place(self, node: cst.BaseExpression, op: Op, function: Function, depth: int = 0) -> Place | None:
        """Which container of the object an expression is, or which dict of the object it is an element of."""
        if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute):
            method, inner = node.func.attr.value, node.func.value
            if method in _VIEWS and not node.args:
                return self._place(inner, op, function, depth)
            if method in _ELEMENT and node.args:
                found = self._place(inner, op, function, depth)
                return (found[0], 1) if found is not None and found[1] == 0 else None
            return None
        if isinstance(node, cst.Subscript):
            found = self._place(node.value, op, function, depth)
            return (found[0], 1) if found is not None and found[1] == 0 else None
        if isinstance(node, cst.Attribute) and isinstance(node.value, cst.Name):
            return (node.attr.value, 0) if node.value.value == self._receiver(function) else None
        if isinstance(node, cst.Name) and depth < 2:
            scope = op.block.scope.lookup(node.value)
            writes = scope.bindings.get(node.value, []) if scope is not None and scope.kind == "function" else []
            if len(writes) == 1 and writes[0].how in {"assign", "ann", "walrus"} and not writes[0].path:
                value = writes[0].value
                if value is not None:
                    return self._place(value, writes[0], writes[0].function, depth + 1)
        return None

    @staticmethod
    def _receiver(function: Function) -> str:
        """The name of the object in a method, and in the functions inside it."""
        outer: Function | None = function
        while outer is not None and outer.receiver is None:
            outer = outer.parent
        return outer.receiver or "" if outer is not None else ""

    # -- what is called -----------------------------------------------------------------------------------------------

    def _calls_back(self, node: cst.For, loop: Loop, place: Place) -> Call | None:
        """The call of an element of the container (or of a listener's method) after which the loop goes on."""
        elements = {each.value for each in inner_nodes(node.target) if isinstance(each, cst.Name)}
        told = bool(words(place[0]) & _TOLD)
        for op in loop.body.ops():
            # a coroutine that is handed on has not run yet; what is awaited is ASF801's
            if not isinstance(op, Call) or isinstance(self._module.parents.get(op.node), (cst.Arg, cst.Await)):
                continue
            func = op.node.func
            called = isinstance(func, cst.Name) and func.value in elements
            if told and isinstance(func, cst.Attribute) and isinstance(func.value, cst.Name):
                called = func.value.value in elements
            if not called and op.node.args:
                first = op.node.args[0].value
                given = isinstance(first, cst.Name) and first.value in elements
                called = given and (last_name(func) in _CALLERS or self._calls_first(op))
            if called:
                return None if any(_leaves(block.items[-1]) for block in (op.block, loop.body)) else op
        return None

    def _calls_first(self, call: Call) -> bool:
        """Whether a function of the module calls its first argument."""
        for edge in self._module.graph.edges(call.function):
            if edge.node is call.node and edge.how == "call":
                callee = edge.callee
                params = callee.parameter_names(bound=True)
                if params and any(
                    isinstance(op, Call) and isinstance(op.node.func, cst.Name) and op.node.func.value == params[0]
                    for op in callee.ops
                ):
                    return True
        return False

    # -- what changes it ----------------------------------------------------------------------------------------------

    def _changes(self, cls: Class) -> dict[Place, list[tuple[Op, str]]]:
        found: dict[Place, list[tuple[Op, str]]] = {}
        for function in self._module.functions:
            if self._class(function) is not cls:
                continue
            for op in function.ops:
                if isinstance(op, Call) and isinstance(op.node.func, cst.Attribute):
                    method = op.node.func.attr.value
                    if method in _CHANGES:
                        place = self._place(op.node.func.value, op, function)
                        if place is not None:
                            found.setdefault(place, []).append((op, method))
                elif isinstance(op, Write) and isinstance(op.node, cst.Subscript) and op.how in {"assign", "del"}:
                    place = self._place(op.node.value, op, function)
                    if place is not None:
                        found.setdefault(place, []).append((op, f"[]{op.how}"))
        return found

    @staticmethod
    def _first(changes: list[tuple[Op, str]], function: Function) -> tuple[Op, str] | None:
        kind = _kind({method for _, method in changes})
        for change, method in changes if kind else ():
            inner = change.function
            others = inner is not function and inner.name not in _CONSTRUCTION
            if others and method in _TAKES_OUT and _is_offered(change):
                return change, kind
        return None


def _kind(methods: set[str]) -> str:
    """What a container is by what is done with it: a list is none that objects."""
    if methods & {"append", "insert", "extend"}:
        return ""
    if methods & {"add", "discard"}:
        return "set"
    return "dict" if "[]assign" in methods else ""


def _leaves(last: object) -> bool:
    return isinstance(last, (Return, Raise)) or (isinstance(last, Jump) and isinstance(last.node, cst.Break))


def _is_offered(change: Op) -> bool:
    """Whether others get to make a change: a public method, or a function that one returns, for what it was given."""
    function: Function | None = change.function
    if function is None or function.receiver is not None:
        offered = function is not None and not function.name.startswith("_")
    else:
        inner, function = function, function.parent
        offered = function is not None and any(
            isinstance(each.value, cst.Name) and each.value.value == inner.name for each in function.returns
        )
    if not offered or function is None:
        return False
    return _what(change) in function.parameter_names()


def _what(change: Op) -> str:
    """The name of what is put in or taken out: ``add(listener)``, ``table[name] = listener``."""
    node = change.node
    if isinstance(node, cst.Call):
        what: cst.CSTNode | None = node.args[0].value if node.args else None
    else:
        index = node.slice[0].slice if isinstance(node, cst.Subscript) else None
        what = index.value if isinstance(index, cst.Index) else None
    return what.value if isinstance(what, cst.Name) else ""
