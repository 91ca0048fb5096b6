"""Containers of callbacks that objects keep, and who gets to take one out again.

A class offers that by a public method (``def unsubscribe(self, callback)``) or by what a method returns: a function
inside it, a lambda, or a partial of a method, of the class or of the container itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.ops import Call, Op, Write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class, Function

_VIEWS = frozenset({"items", "keys", "values"})
#: what gives an element of a dict of containers
_ELEMENT = frozenset({"get", "setdefault"})
_CHANGES = frozenset(
    {"add", "discard", "remove", "pop", "popitem", "clear", "update", "setdefault", "append", "extend", "insert"}
)
#: what takes one element out
_TAKES_OUT = frozenset({"discard", "remove", "pop", "[]del"})

#: an attribute of the object, and whether it is the container (0) or a dict of containers (1)
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class _Change:
    """``op`` changes ``container`` by ``method``; ``what`` is put in or taken out, if that is a name."""

    op: Op
    method: str
    container: cst.BaseExpression
    what: str


@dataclass(frozen=True, slots=True)
class _HandOut:
    """``giver`` returns what will run ``method`` with ``args``; ``op`` is where it says so."""

    giver: Function
    method: Function
    args: tuple[cst.BaseExpression, ...]
    op: Op


class CallbackRegistries:
    """The registries of the classes of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._changes: dict[Class, list[_Change]] = {}
        self._offered: dict[Class, dict[Place, list[Op]]] = {}

    def kind(self, cls: Class, place: Place) -> str:
        """What a container is by what is done with it: a list is none that objects ("")."""
        methods = {
            change.method
            for change in self._changed(cls)
            if place in self.places(change.container, change.op, change.op.function)
        }
        if methods & {"append", "insert", "extend"}:
            return ""
        if methods & {"add", "discard"}:
            return "set"
        return "dict" if "[]assign" in methods else ""

    def offered(self, cls: Class) -> dict[Place, list[Op]]:
        """The changes by which others take something out that they have put in, or may name."""
        found = self._offered.get(cls)
        if found is None:
            found = self._offered[cls] = {}
            for op, places in self._offers(cls):
                for place in places:
                    found.setdefault(place, []).append(op)
        return found

    # -- which container ----------------------------------------------------------------------------------------------

    def places(self, node: cst.BaseExpression, op: Op, function: Function, depth: int = 0) -> frozenset[Place]:
        """Which containers of the object an expression may be, or which dicts of the object it is an element of."""
        if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute):
            method, inner = node.func.attr.value, node.func.value
            if method in _VIEWS and not node.args:
                return self.places(inner, op, function, depth)
            if method in _ELEMENT and node.args:
                return _elements(self.places(inner, op, function, depth))
            return frozenset()
        if isinstance(node, cst.Subscript):
            return _elements(self.places(node.value, op, function, depth))
        if isinstance(node, cst.Attribute) and isinstance(node.value, cst.Name):
            return frozenset({(node.attr.value, 0)}) if node.value.value == _receiver(function) else frozenset()
        if isinstance(node, cst.IfExp):
            return self.places(node.body, op, function, depth) | self.places(node.orelse, op, function, depth)
        if isinstance(node, cst.Name) and depth < 3:
            scope = op.block.scope.lookup(node.value)
            writes = scope.bindings.get(node.value, []) if scope is not None and scope.kind == "function" else []
            found: list[frozenset[Place]] = []
            for write in writes:
                plain = write.how in {"assign", "ann", "walrus"} and not write.path and write.value is not None
                value = write.value if plain else None
                found.append(self.places(value, write, write.function, depth + 1) if value is not None else frozenset())
            return frozenset().union(*found) if all(found) else frozenset()
        return frozenset()

    # -- what changes it ----------------------------------------------------------------------------------------------

    def _changed(self, cls: Class) -> list[_Change]:
        """Every change of a container in the methods of a class and in what is inside them."""
        found = self._changes.get(cls)
        if found is None:
            found = self._changes[cls] = [
                change
                for function in self._module.functions
                if class_of(function) is cls
                for op in function.ops
                if (change := _change(op)) is not None
            ]
        return found

    # -- who gets to change it ----------------------------------------------------------------------------------------

    def _offers(self, cls: Class) -> Iterator[tuple[Op, frozenset[Place]]]:
        for change in self._changed(cls):
            if change.method in _TAKES_OUT:
                function = change.op.function
                places = self.places(change.container, change.op, function)
                giver = _giver(function)
                if not places or giver is None:
                    continue
                # what a method takes out that it has put in is its own affair, unless others get to run that part
                named = giver is function and change.what in function.parameter_names()
                if named or (giver is not function and self._is_known_to(change.what, giver, places)):
                    yield change.op, places
        for function in self._module.functions:
            if function.receiver is not None and function.owner is cls:
                yield from self._by_bound(function)
                for given in self._hand_outs(function):
                    yield from self._by_method(given)

    def _by_bound(self, function: Function) -> Iterator[tuple[Op, frozenset[Place]]]:
        """``return partial(self._callbacks.discard, callback)``."""
        for call in self._partials(function):
            first, *args = [arg.value for arg in call.node.args]
            if isinstance(first, cst.Attribute) and first.attr.value in _TAKES_OUT and args:
                places = self.places(first.value, call, function)
                what = args[0].value if isinstance(args[0], cst.Name) else ""
                if places and self._is_known_to(what, function, places):
                    yield call, places

    def _by_method(self, given: _HandOut) -> Iterator[tuple[Op, frozenset[Place]]]:
        """What a private method takes out of what it was given, or of the object."""
        method = given.method
        arguments = dict(zip(method.parameter_names(bound=True), given.args, strict=False))
        for op in method.ops:
            change = _change(op)
            if change is None or change.method not in _TAKES_OUT:
                continue
            container, place_op, home = change.container, op, method
            if isinstance(container, cst.Name) and container.value in arguments:
                container, place_op, home = arguments[container.value], given.op, given.op.function
            places = self.places(container, place_op, home)
            argument = arguments.get(change.what)
            what = argument.value if isinstance(argument, cst.Name) else ""
            if places and self._is_known_to(what, given.giver, places):
                yield op, places

    def _hand_outs(self, function: Function) -> Iterator[_HandOut]:
        """The private methods that what a method returns will call."""
        for call in self._partials(function):
            first, *args = [arg.value for arg in call.node.args]
            method = self._method(first, function)
            if method is not None:
                yield _HandOut(function, method, tuple(args), call)
        for inner in self._module.functions:
            if inner.parent is function and inner.receiver is None and _giver(inner) is function:
                for call in inner.calls:
                    method = self._method(call.node.func, function)
                    if method is not None and all(arg.keyword is None for arg in call.node.args):
                        yield _HandOut(function, method, tuple(arg.value for arg in call.node.args), call)

    def _partials(self, function: Function) -> Iterator[Call]:
        """The partials that a method returns."""
        for each in function.returns:
            call = self._module.call_at(each.value) if isinstance(each.value, cst.Call) else None
            if call is None or not call.node.args or any(arg.keyword or arg.star for arg in call.node.args):
                continue
            if "functools.partial" in self._module.names_of(call.node.func, call):
                yield call

    def _method(self, node: cst.BaseExpression, function: Function) -> Function | None:
        """``self._remove``."""
        if not isinstance(node, cst.Attribute) or not isinstance(node.value, cst.Name) or function.owner is None:
            return None
        if node.value.value != function.receiver:
            return None
        found = self._module.classes.method(function.owner, node.attr.value)
        return found if found is not None and not found.is_stub else None

    def _is_known_to(self, what: str, giver: Function, places: frozenset[Place]) -> bool:
        """Whether the name is what the giver got, or what it has put in there itself."""
        names = giver.parameter_names()
        if what in names:
            return True
        for op in giver.ops if what else ():
            change = _change(op)
            if change is None or change.what != what or not self.places(change.container, op, giver) & places:
                continue
            if change.method == "add":
                return True
            if change.method == "[]assign" and isinstance(op, Write):
                return isinstance(op.value, cst.Name) and op.value.value in names
        return False


def class_of(function: Function) -> Class | None:
    """The class of a method, or of the method that a function stands in."""
    outer: Function | None = function
    while outer is not None:
        if outer.owner is not None:
            return outer.owner
        outer = outer.parent
    return None


def _receiver(function: Function) -> str:
    """The name of the object in a method, and in the functions inside it."""
    outer: Function | None = function
    while outer is not None and outer.receiver is None:
        outer = outer.parent
    return outer.receiver or "" if outer is not None else ""


def _elements(places: frozenset[Place]) -> frozenset[Place]:
    return frozenset((name, 1) for name, level in places if level == 0)


def _change(op: Op) -> _Change | None:
    if isinstance(op, Call) and isinstance(op.node.func, cst.Attribute) and op.node.func.attr.value in _CHANGES:
        args: Sequence[cst.Arg] = op.node.args
        what = args[0].value if args else None
        name = what.value if isinstance(what, cst.Name) else ""
        return _Change(op, op.node.func.attr.value, op.node.func.value, name)
    if isinstance(op, Write) and isinstance(op.node, cst.Subscript) and op.how in {"assign", "del"}:
        index = op.node.slice[0].slice
        key = index.value if isinstance(index, cst.Index) else None
        return _Change(op, f"[]{op.how}", op.node.value, key.value if isinstance(key, cst.Name) else "")
    return None


def _giver(function: Function) -> Function | None:
    """Who lets others make the changes of a function: a public method itself, or the function that returns it."""
    if function.receiver is not None:
        return function if not function.name.startswith("_") else None
    outer = function.parent
    if outer is None:
        return None
    for each in outer.returns:
        if each.value is function.node or (isinstance(each.value, cst.Name) and each.value.value == function.name):
            return outer
    return None
