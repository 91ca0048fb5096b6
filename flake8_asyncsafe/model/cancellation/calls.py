"""Which tasks the code cancels itself.

Who cancels a task and then waits for it expects a CancelledError there.  Tasks are told apart by keys: the access path
from ``self``, a global or a local variable, and, for what is taken out of a collection, "an element of" that
collection's key.  An expression has several keys (``for task in self._tasks`` gives a local that is also an element of
``self._tasks``); two expressions may be the same task if they share one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.inference.reaching import latest
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Read, Write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op, Suspend
    from flake8_asyncsafe.model.scopes import Class, Function

Key = tuple[object, ...]

#: methods that end what is awaited of their object
_CLOSES = frozenset({"close", "aclose", "shutdown", "abort", "stop", "cancel", "close_all_connections", "terminate"})
_DEEPEST = 6
#: calls that wait for the tasks given to them, or pass them through
_WAITS_FOR_ONE = frozenset({"wait_for", "shield", "ensure_future", "wrap_future"})
_WAITS_FOR_ALL = frozenset({"gather", "wait", "as_completed"})
_COPIES = frozenset(
    {"list", "tuple", "set", "frozenset", "sorted", "reversed", "iter", "filter", "as_completed", "wait"}
)
_VIEWS = frozenset({"values", "items", "copy"})
_PUTS = frozenset({"add", "append", "appendleft", "insert", "put_nowait"})
_TAKES = frozenset({"pop", "popleft", "get", "popitem", "setdefault"})


class CancelCalls:
    """The calls of ``cancel`` in one module, by the tasks they cancel."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._by_function: dict[Function, frozenset[Key]] = {}
        self._by_owner: dict[Class | Function, list[Function]] | None = None
        self._closed: dict[tuple[Function, Class], frozenset[str]] = {}

    def cancelled_by(self, op: Op) -> frozenset[Key]:
        """The keys of the task that an operation cancels: ``task.cancel``, called or handed over to be called."""
        if isinstance(op, Read) and isinstance(op.node, cst.Attribute) and op.node.attr.value == "cancel":
            return self.keys(op.node.value, op)
        return frozenset()

    def in_function(self, function: Function) -> frozenset[Key]:
        """The keys of every task that a function cancels."""
        found = self._by_function.get(function)
        if found is None:
            keys: set[Key] = set()
            for op in function.ops:
                keys |= self.cancelled_by(op)
            found = self._by_function[function] = frozenset(keys)
        return found

    def elsewhere(self, function: Function) -> frozenset[Key]:
        """The keys of what others cancel and ``function`` sees too: attributes of its object, outer variables."""
        found: set[Key] = set()
        mro = self._module.classes.mro(function.owner) if function.owner is not None else ()
        for other in self._module.functions:
            if other is not function:
                for key in self.in_function(other):
                    root = _root(key)
                    if root[0] != "self" or (other.owner is not None and other.owner in mro):
                        found.add(key)
        return frozenset(found)

    def told_by(self, function: Function) -> frozenset[str]:
        """The variables that tell ``function`` of a cancellation that the code asked for itself.

        They are set where a nested function, or another method, cancels the task in which ``function`` runs, as
        ``current_task()`` gave it; or, to True, where one cancels a task that ``function`` awaits, or closes what a
        method of which it awaits: ``Server.close`` cancels ``serve_forever``.
        """
        own = set(_bound_to_current_task(function))
        awaited = frozenset(key for point in function.suspends for key in self.awaited(point))
        used = frozenset(text for point in function.suspends for text in _used(point))
        found: set[str] = set()
        for other in self._sharing(function) if own or awaited or used else ():
            reads = (op.node for op in other.ops if isinstance(op, Read) and isinstance(op.node, cst.Attribute))
            cancels = bool(own) and any(
                node.attr.value == "cancel" and dotted_text(node.value) in own for node in reads
            )
            if cancels or self.in_function(other) & awaited or self._closes(other, function) & used:
                for op in other.ops:
                    if isinstance(op, Write) and op.how in {"assign", "ann"} and (cancels or _is_true(op.value)):
                        found.add(_shared_name(op, function))
        return frozenset(found - own - {""})

    def _sharing(self, function: Function) -> Iterator[Function]:
        """The functions whose variables (they are nested in it) or whose object (its methods) a function sees."""
        if self._by_owner is None:
            self._by_owner = {}
            for each in self._module.functions:
                place = each.owner if each.owner is not None else each.parent
                if place is not None:
                    self._by_owner.setdefault(place, []).append(each)
        nested = [function]
        while nested:
            inside = self._by_owner.get(nested.pop(), [])
            yield from inside
            nested += inside
        for cls in self._module.classes.mro(function.owner) if function.owner is not None else ():
            yield from (each for each in self._by_owner.get(cls, ()) if each is not function)

    def _closes(self, other: Function, function: Function) -> frozenset[str]:
        """What a method closes, or one that it calls of the same object: ``self._server.close()``."""
        owner = function.owner
        if other.owner is None or owner is None:
            return frozenset()
        found = self._closed.get((other, owner))
        if found is None:
            found = _closed_in(other)
            for call in other.calls:
                func = call.node.func
                if isinstance(func, cst.Attribute) and dotted_text(func.value) == other.receiver:
                    called = self._module.classes.method(owner, func.attr.value)
                    found |= _closed_in(called) if called is not None and not called.is_stub else frozenset()
            self._closed[other, owner] = found
        return found

    def awaited(self, point: Suspend) -> frozenset[Key]:
        """The keys of the tasks that an await waits for."""
        node = point.node
        return self._waited(node.expression, point, 0) if isinstance(node, cst.Await) else frozenset()

    def _waited(self, node: cst.BaseExpression, op: Op, depth: int) -> frozenset[Key]:
        if isinstance(node, cst.Call) and node.args and depth < _DEEPEST:
            name = _called(node)
            if name in _WAITS_FOR_ONE:
                return self._waited(node.args[0].value, op, depth + 1)
            if name in _WAITS_FOR_ALL:
                found: set[Key] = set()
                for arg in node.args:
                    if arg.keyword is None:
                        value = arg.value
                        found |= self._waited(value, op, depth + 1)
                        if arg.star or name != "gather":
                            found |= self.elements(value, op)
                return frozenset(found)
        return self.keys(node, op)

    # -- identity -----------------------------------------------------------------------------------------------------

    def keys(self, node: cst.BaseExpression, op: Op, depth: int = 0) -> frozenset[Key]:
        """The keys of what an expression is."""
        if depth > _DEEPEST:
            return frozenset()
        found: set[Key] = set()
        if isinstance(node, (cst.Name, cst.Attribute, cst.Subscript)):
            path, _ = self._module.locks.path(node, op)
            if path.root[0] != "fresh":
                found.add(path.identity)
        if isinstance(node, cst.Name):
            for write in self._writes(node, op):
                found |= self._bound(write, depth + 1)
            if depth == 0:
                found |= self._stored(node.value, op)
        elif isinstance(node, cst.Subscript):
            found |= self.elements(node.value, op, depth + 1)
        elif isinstance(node, cst.Call):
            if isinstance(node.func, cst.Attribute) and node.func.attr.value in _TAKES:
                found |= self.elements(node.func.value, op, depth + 1)
            elif _called(node) == "next" and node.args:
                found |= self.elements(node.args[0].value, op, depth + 1)
        elif isinstance(node, cst.NamedExpr):
            found |= self.keys(node.value, op, depth + 1) | self.keys(node.target, op, depth + 1)
        elif isinstance(node, (cst.BooleanOperation, cst.IfExp)):
            sides = (node.left, node.right) if isinstance(node, cst.BooleanOperation) else (node.body, node.orelse)
            for side in sides:
                found |= self.keys(side, op, depth + 1)
        return frozenset(found)

    def elements(self, node: cst.BaseExpression, op: Op, depth: int = 0) -> frozenset[Key]:
        """The keys of an element of what an expression is."""
        if depth > _DEEPEST:
            return frozenset()
        found: set[Key] = set()
        if isinstance(node, (cst.Name, cst.Attribute, cst.Subscript)):
            path, _ = self._module.locks.path(node, op)
            if path.root[0] != "fresh":
                found.add(("each", path.identity))
        if isinstance(node, cst.Name):
            for write in self._writes(node, op):
                if write.value is not None and write.how in {"assign", "ann", "walrus", "aug"}:
                    found |= self.elements(write.value, write, depth + 1)
        for other in _same_elements(node):
            found |= self.elements(other, op, depth + 1)
        for single in _single_elements(node):
            found |= self.keys(single, op, depth + 1)
        return frozenset(found)

    def _writes(self, node: cst.Name, op: Op) -> Iterator[Write]:
        scope = op.block.scope.lookup(node.value)
        if scope is None or scope.kind == "class":
            return
        writes = scope.bindings[node.value]
        if len(writes) > 1 and scope.function is op.function:
            writes = latest(scope, node.value, op)
        yield from writes

    def _bound(self, write: Write, depth: int) -> frozenset[Key]:
        if write.value is None:
            return frozenset()
        if write.how == "for":
            return self.elements(write.value, write, depth)
        if write.how in {"assign", "ann", "walrus"}:
            return self.keys(write.value, write, depth)  # of `done, pending = ...`, too
        return frozenset()

    def _stored(self, name: str, op: Op) -> frozenset[Key]:
        """The keys of the places where the function puts what a local name holds: ``self._task = task``."""
        scope = op.block.scope.lookup(name)
        if scope is None or scope.function is None or scope.parent is None:
            return frozenset()
        found: set[Key] = set()
        for each in scope.function.ops:
            if isinstance(each, Write) and isinstance(each.node, (cst.Attribute, cst.Subscript)) and not each.path:
                # also `task = self._task = create_task()`
                twin = any(write.value is each.value and write.how == "assign" for write in scope.bindings[name])
                if twin or (isinstance(each.value, cst.Name) and each.value.value == name):
                    found |= self.keys(each.node, each, 1)
            elif isinstance(each, Call) and isinstance(each.node.func, cst.Attribute):
                puts = each.node.func.attr.value in _PUTS
                if puts and any(dotted_text(arg.value) == name for arg in each.node.args):
                    found |= self.elements(each.node.func.value, each, 1)
        return frozenset(found)

    def forgotten(self, write: Write) -> Key | None:
        """The key that no longer means what it did once ``write`` has bound it anew."""
        if write.how in {"import", "def", "class"} or not isinstance(write.node, (cst.Name, cst.Attribute)):
            return None
        path, _ = self._module.locks.path(write.node, write)
        if isinstance(write.node, cst.Name):
            scope = write.block.scope.home(write.node.value)
            return ("global", write.node.value) if scope.parent is None else ("local", scope, write.node.value)
        return path.identity if path.root[0] != "fresh" else None


def _bound_to_current_task(function: Function) -> Iterator[str]:
    for op in function.ops:
        if isinstance(op, Write) and isinstance(op.value, cst.Call) and _called(op.value) == "current_task":
            yield dotted_text(op.node)  # type: ignore[arg-type]  # nothing else takes a value


def _closed_in(function: Function) -> frozenset[str]:
    """What a function itself closes, as it names it."""
    funcs = (call.node.func for call in function.calls)
    closed = (func for func in funcs if isinstance(func, cst.Attribute) and func.attr.value in _CLOSES)
    return frozenset(dotted_text(func.value) for func in closed) - {""}


def _used(point: Suspend) -> Iterator[str]:
    """The attribute of the object of which an await calls a method: ``self._server`` of ``serve_forever()``."""
    node = point.node
    if isinstance(node, cst.Await) and isinstance(node.expression, cst.Call):
        func = node.expression.func
        text = dotted_text(func.value) if isinstance(func, cst.Attribute) else ""
        if "." in text:
            yield text


def _is_true(value: cst.BaseExpression | None) -> bool:
    return isinstance(value, cst.Name) and value.value == "True"


def _shared_name(write: Write, function: Function) -> str:
    """The variable of the function around, or the attribute, that a write binds; "" if it is none."""
    if isinstance(write.node, cst.Name):
        return write.node.value if write.block.scope.home(write.node.value) is function.scope else ""
    return dotted_text(write.node) if isinstance(write.node, cst.Attribute) else ""


def _same_elements(node: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    """The collections whose elements are (some of) those of the collection that an expression makes."""
    if isinstance(node, cst.Await):
        yield node.expression
    elif isinstance(node, cst.Call):
        func = node.func
        if isinstance(func, cst.Attribute) and func.attr.value in _VIEWS:
            yield func.value
        elif _called(node) in _COPIES:
            # not `return_when=asyncio.FIRST_COMPLETED`, which every race would share
            yield from (arg.value for arg in node.args if arg.keyword is None or arg.keyword.value == "fs")
    elif isinstance(node, (cst.List, cst.Tuple, cst.Set, cst.Dict)):
        for element in node.elements:
            if isinstance(element, (cst.StarredElement, cst.StarredDictElement)):
                yield element.value
    elif isinstance(node, (cst.ListComp, cst.SetComp, cst.GeneratorExp)):
        if isinstance(node.elt, cst.Name) and dotted_text(node.for_in.target) == node.elt.value:
            yield node.for_in.iter
    elif isinstance(node, (cst.BooleanOperation, cst.BinaryOperation)):
        yield from (node.left, node.right)
    elif isinstance(node, cst.IfExp):
        yield from (node.body, node.orelse)


def _single_elements(node: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    """The elements that a display names one by one."""
    if isinstance(node, (cst.List, cst.Tuple, cst.Set, cst.Dict)):
        for element in node.elements:
            if isinstance(element, (cst.Element, cst.DictElement)):
                yield element.value


def _root(key: Key) -> Key:
    while key[0] == "each":
        inner = key[1]
        assert isinstance(inner, tuple)
        key = inner
    return key


def _called(node: cst.Call) -> str:
    return dotted_text(node.func).rpartition(".")[2]


__all__ = ["CancelCalls", "Key"]
