"""Callables that come from outside: parameters, attributes that are set from parameters, registered listeners.

What such a callable does is not known here, and not under this code's control.  A callable that a private function only
ever gets from its own module is known, and so is a default that nobody needs to replace (``clock=time.monotonic``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument, last_name
from flake8_asyncsafe.model.locks.identity import Lock, words
from flake8_asyncsafe.model.ops import Call, Write
from flake8_asyncsafe.model.scopes import Class, Function
from flake8_asyncsafe.model.values import Constant, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op

Key = tuple[object, ...]
Param = tuple[Function, str]

_ADDS = {"append": 0, "add": 0, "appendleft": 0, "insert": 1, "setdefault": 1, "put": 0, "extend": 0, "update": 0}
#: what gives an element, or all of them, of a container
_TAKES = frozenset({"get", "pop", "popleft", "popitem", "setdefault"})
_COPIES = frozenset({"list", "tuple", "set", "sorted", "reversed", "frozenset", "iter", "copy", "enumerate", "filter"})
_VIEWS = frozenset({"values", "items", "copy", "keys"})
#: words of names of what only tells the time, or makes an object
_HARMLESS = frozenset({"clock", "now", "time", "timer", "monotonic", "cls", "klass", "class", "type"})
#: words by which an object says that it is told things
_LISTENS = frozenset({"listener", "observer", "subscriber", "callback", "handler", "hook", "watcher"})
_LISTENS |= frozenset(f"{word}s" for word in _LISTENS)
_RECORDS = frozenset({"dataclass", "define", "attrs", "frozen", "mutable", "s"})
#: what refers to an object weakly: to call that runs nothing
_WEAK = frozenset({"ref", "WeakMethod", "proxy", "saferef"})
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Supplied:
    """A callable from outside: ``node`` is where it comes in.

    ``how``: parameter, attribute (set from a parameter), registered.  ``param`` is the parameter that it is, of the
    function that calls it: only its callers know what that is.
    """

    how: str
    node: cst.CSTNode
    param: Param | None = None


class SuppliedCallables:
    """Tells of the expressions of one module whether they are callables from outside."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._attributes: dict[tuple[Class, str], Supplied | None] = {}
        self._params: dict[Param, bool] = {}
        self._names: dict[tuple[object, str, Function], Supplied | None] = {}
        self._added: dict[Key, Supplied] | None = None

    def called(self, call: Call) -> Supplied | None:
        """Where the callable comes from that a call calls; None if it is known, or not known to come from outside."""
        func = call.node.func
        found = self.of(func, call)
        if found is None and isinstance(func, cst.Attribute) and not words(last_name(func.value)).isdisjoint(_LISTENS):
            found = self.of(func.value, call)  # `for listener in self._listeners: listener.changed()`
            return found if found is not None and found.how == "registered" else None
        return found

    def of(self, node: cst.BaseExpression, op: Op, depth: int = 0) -> Supplied | None:
        """Where a callable comes from, if from outside."""
        if depth > _DEEPEST:
            return None
        if isinstance(node, cst.Name):
            return self._name(node.value, op, depth)
        if isinstance(node, cst.Attribute):
            return self._attribute(node, op, depth)
        if isinstance(node, cst.Subscript):
            return self._element(node.value, op, depth + 1)
        if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.func.attr.value in _TAKES:
            return self._element(node.func.value, op, depth + 1)
        if isinstance(node, cst.Call):  # `list(listeners)`
            inner = _container(node)
            return self.of(inner, op, depth + 1) if inner is not node else None
        if isinstance(node, cst.BooleanOperation):
            return self.of(node.left, op, depth + 1) or self.of(node.right, op, depth + 1)
        if isinstance(node, cst.IfExp):
            return self.of(node.body, op, depth + 1) or self.of(node.orelse, op, depth + 1)
        return None

    # -- names --------------------------------------------------------------------------------------------------------

    def _name(self, name: str, op: Op, depth: int) -> Supplied | None:
        scope = op.block.scope.lookup(name)
        key = (scope, name, op.function)
        if key not in self._names:
            self._names[key] = None  # one that is bound to itself
            self._names[key] = self._bound(name, scope.bindings[name] if scope is not None else (), op, depth)
        return self._names[key]

    def _bound(self, name: str, writes: Sequence[Write], op: Op, depth: int) -> Supplied | None:
        for write in writes:
            if write.how == "param":
                found = self._parameter(name, write, op)
            elif write.how == "for" and write.value is not None:
                found = self._element(write.value, write, depth + 1)
            elif write.how in {"assign", "ann", "walrus"} and write.value is not None and write is not op:
                unpacked = self._element if write.path else self.of
                found = unpacked(write.value, write, depth + 1)
            else:
                continue
            if found is not None:
                return found
        return None

    def _parameter(self, name: str, write: Write, op: Op) -> Supplied | None:
        function = write.function if write.function.kind != "module" else op.function
        owner = next((each for each in _outward(op.function) if write in each.params), function)
        node = write.node
        if name == owner.receiver or not isinstance(node, cst.Param):
            return None
        if not words(name).isdisjoint(_HARMLESS) or self._has_known_default(write, owner):
            return None
        if node.annotation is not None and self._module.source(node.annotation.annotation).lower().startswith("type["):
            return None
        if not self._comes_from_outside((owner, name)):
            return None
        return Supplied("parameter", node, (owner, name) if owner is op.function else None)

    def _has_known_default(self, write: Write, owner: Function) -> bool:
        if write.value is None:
            return False
        return not all(
            isinstance(value, Constant)
            for value in self._module.values(write.value, owner.place or owner.write or write)
        )

    def _comes_from_outside(self, param: Param) -> bool:
        """Whether others than the module itself may give it: all callers of a private function are in sight."""
        found = self._params.get(param)
        if found is None:
            self._params[param] = False  # one that calls itself
            found = self._params[param] = self._is_from_outside(*param)
        return found

    def _is_from_outside(self, function: Function, name: str) -> bool:
        private = function.name.startswith("_") and not function.name.startswith("__")
        owner = function.owner
        private = private or (owner is not None and owner.name.startswith("_"))
        if not private and (function.parent is None or function.parent.kind == "module"):
            return True
        scope = function.parent.scope if function.parent is not None and function.parent.kind != "module" else None
        if scope is not None and any(
            isinstance(read.node, cst.Name) and self._module.use(read.node).kind != "called"
            for read in scope.read_anywhere(function.name)
        ):
            return True  # it is returned, or handed on
        callers = self._module.graph.callers(function)
        given = [self.argument(function, name, edge.node) for _, edge in callers]
        if not callers or any(each is None for each in given):
            return not callers
        return any(
            self.of(each, edge.op) is not None
            for each, (_, edge) in zip(given, callers, strict=True)
            if each is not None
        )

    @staticmethod
    def argument(function: Function, name: str, node: cst.CSTNode) -> cst.BaseExpression | None:
        """What a call gives for a parameter."""
        names = [
            param.node.name.value
            for param in function.params
            if isinstance(param.node, cst.Param) and param.node.name.value != function.receiver
        ]
        return argument(node, name, names.index(name)) if isinstance(node, cst.Call) and name in names else None

    # -- attributes ---------------------------------------------------------------------------------------------------

    def _attribute(self, node: cst.Attribute, op: Op, depth: int) -> Supplied | None:
        name = node.attr.value
        if not words(name).isdisjoint(_HARMLESS):
            return None
        for value in self._module.values(node.value, op):
            cls = value.type if isinstance(value, Instance) else None
            if isinstance(cls, Class) and not cls.is_stub:
                if (cls, name) not in self._attributes:
                    self._attributes[cls, name] = None  # one that is set from itself
                    self._attributes[cls, name] = self._of_class(cls, name, depth)
                return self._attributes[cls, name]
        return None

    def _of_class(self, cls: Class, name: str, depth: int) -> Supplied | None:
        if self._module.classes.method(cls, name) is not None:
            return None
        for each, writes in self._module.classes.definitions(cls, name):
            for write in (*writes, *each.attributes.get(name, ())):
                if write.how == "ann" and write in each.scope.bindings.get(name, ()):
                    told = self._module.source(write.detail) if isinstance(write.detail, cst.CSTNode) else ""
                    if self._is_record(each) and "Callable" in told:
                        return Supplied("attribute", write.node)
                elif write.value is not None and write.how in {"assign", "ann"}:
                    found = self.of(write.value, write, depth + 1)
                    if found is not None:
                        return replace(found, how="attribute", node=write.node, param=None)
        return None

    @staticmethod
    def _is_record(owner: Class) -> bool:
        """Whether the constructor takes what the class body declares."""
        names = (last_name(each.func if isinstance(each, cst.Call) else each) for each in owner.decorators)
        return any(name in _RECORDS for name in names)

    # -- containers ---------------------------------------------------------------------------------------------------

    def _element(self, node: cst.BaseExpression, op: Op, depth: int) -> Supplied | None:
        """Where the elements of a container come from: what is registered, a parameter that is a list of them."""
        base = _container(node)
        if isinstance(base, cst.Name):
            found = self._element_of_name(base.value, op, depth)
            if found is not None:
                return found
        key = self._key(base, op)
        if key is None:
            return None
        found = self._registered.get(key)
        if found is not None or not isinstance(base, cst.Attribute):
            return found
        found = self._attribute(base, op, depth)  # `self._listeners = listeners`
        return replace(found, how="registered") if found is not None else None

    def _element_of_name(self, name: str, op: Op, depth: int) -> Supplied | None:
        scope = op.block.scope.lookup(name)
        key = (scope, f"{name}[]", op.function)
        if key not in self._names and depth < _DEEPEST:
            self._names[key] = found = None  # one that is bound to itself
            for write in scope.bindings[name] if scope is not None else ():
                if write.how == "param":
                    found = self._parameter(name, write, op)
                elif write.how in {"assign", "for"} and write.value is not None and write is not op:
                    found = self._element(write.value, write, depth + 1)
                if found is not None:
                    break
            self._names[key] = found
        return self._names.get(key)

    @property
    def _registered(self) -> dict[Key, Supplied]:
        """The containers into which callables from outside are put, and where."""
        if self._added is None:
            found = self._added = {}  # what is asked meanwhile may need to know
            for key, node, given, op in self._additions():
                if key not in found and self._of_parameter(given, op) is not None:
                    found[key] = Supplied("registered", node)
            for memo in (self._attributes, self._params, self._names):
                memo.clear()
        return self._added

    def _additions(self) -> Iterator[tuple[Key, cst.CSTNode, cst.BaseExpression, Op]]:
        for function in self._module.functions:
            for op in function.ops:
                base: cst.BaseExpression | None = None
                given: list[cst.BaseExpression] = []
                if isinstance(op, Call) and isinstance(op.node.func, cst.Attribute):
                    name = op.node.func.attr.value
                    if name in _ADDS and len(op.node.args) > _ADDS[name]:
                        base, given = op.node.func.value, [op.node.args[_ADDS[name]].value]
                elif isinstance(op, Write) and op.value is not None and op.how in {"assign", "ann", "aug"}:
                    if isinstance(op.node, cst.Subscript):
                        base, given = op.node.value, [op.value]
                    elif isinstance(op.node, (cst.Attribute, cst.Name)) and isinstance(
                        op.value, (cst.List, cst.Tuple, cst.BinaryOperation)
                    ):
                        base, given = op.node, [op.value]
                key = self._key(_container(base), op) if base is not None else None
                if key is not None:
                    for each in given:
                        yield key, op.node, each, op

    def _of_parameter(self, node: cst.BaseExpression, op: Op) -> Supplied | None:
        """A parameter, alone or in a tuple or list (``append((event, callback))``)."""
        if isinstance(node, cst.BinaryOperation):
            return self._of_parameter(node.left, op) or self._of_parameter(node.right, op)
        if isinstance(node, (cst.Tuple, cst.List)):
            return next((found for e in node.elements if (found := self._of_parameter(e.value, op)) is not None), None)
        if isinstance(node, cst.Name):
            found = self._name(node.value, op, 0)
            return found if found is not None and found.how == "parameter" else None
        if isinstance(node, cst.Call) and last_name(node.func) not in _WEAK:  # `Entry(callback)`
            return next((found for arg in node.args if (found := self._of_parameter(arg.value, op)) is not None), None)
        return None

    def _key(self, node: cst.BaseExpression, op: Op) -> Key | None:
        if not isinstance(node, (cst.Name, cst.Attribute)):
            return None
        path, single = self._module.locks.path(node, op)
        if not single or path.root[0] == "fresh":
            return None
        return self._module.locks.owned(Lock(path, "", None))


def _container(node: cst.BaseExpression) -> cst.BaseExpression:
    """The container of which something is a copy, an element or a part: ``list(x.items())``, ``x[key]``."""
    for _ in range(6):
        if isinstance(node, cst.Subscript):
            node = node.value
        elif isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute):
            name = node.func.attr.value
            if name in _VIEWS | _TAKES:
                node = node.func.value
            elif name in _COPIES and node.args:
                node = node.args[-1].value
            else:
                break
        elif isinstance(node, cst.Call) and isinstance(node.func, cst.Name):
            if node.func.value not in _COPIES or not node.args:
                break
            node = node.args[-1 if node.func.value == "filter" else 0].value
        else:
            break
    return node


def _outward(function: Function | None) -> Iterator[Function]:
    while function is not None:
        yield function
        function = function.parent


__all__ = ["Supplied", "SuppliedCallables"]
