"""What is given to APIs that take only tasks and futures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.ops import Op, Write
from flake8_asyncsafe.model.values import Coroutine, Display, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call
    from flake8_asyncsafe.model.values import Value

_ADD_ONE = frozenset({"append", "add", "appendleft", "insert"})
_COPIES = frozenset(f"builtins.{name}" for name in ("list", "set", "tuple", "frozenset", "iter", "reversed", "sorted"))
_CALLS_EACH = frozenset({"builtins.map", "itertools.starmap"})
_DEEPEST = 6


class Waited:
    """Finds coroutine objects among them, in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def coroutines(self) -> Iterator[tuple[Call, cst.BaseExpression]]:
        """(call, one of the coroutine objects in its argument) for each call that certainly is given some."""
        for call in self._module.calls():
            for api in self._module.apis(call):
                for parameter in api.only_futures:
                    given = argument(call.node, parameter.name, parameter.position)
                    found = self._among(given, call, 0) if given is not None else None
                    if found is not None:
                        yield call, found

    def _among(self, node: cst.BaseExpression, op: Op, depth: int) -> cst.BaseExpression | None:
        """A coroutine object among the items of ``node`` (or ``node`` itself, if it is one)."""
        if depth > _DEEPEST:
            return None
        module = self._module
        if isinstance(node, cst.Call):
            names = module.names_of(node.func, op)
            if names and names <= _COPIES and node.args:
                return self._among(node.args[0].value, op, depth + 1)
            if names and names <= _CALLS_EACH and node.args:
                return node if module.colour.is_coroutine_function(node.args[0].value, op) else None
        if isinstance(node, cst.BinaryOperation):  # one list behind another
            return self._among(node.left, op, depth + 1) or self._among(node.right, op, depth + 1)
        if isinstance(node, cst.Name) and self._replaces_items(node.value, op):
            return None
        values = module.values(node, op)
        if values and all(isinstance(value, Coroutine) or _collects(value) for value in values):
            return node
        made = self._made_by_call(node.value, op) if isinstance(node, cst.Name) else None
        if made is not None:
            return self._among(made.value, made, depth + 1) if made.value is not None else None
        if isinstance(node, cst.Name) and self._starts_empty(node.value, op):
            return self._added(node.value, op)
        if not values or not all(isinstance(value, Display) for value in values):
            return None
        found: cst.BaseExpression | None = None
        for value in values:
            if isinstance(value, Display):
                found = self._in_display(value, op, depth, here=value.node is node)
                if found is None and isinstance(node, cst.Name):
                    found = self._added(node.value, op)
                if found is None:
                    return None
        return found

    def _made_by_call(self, name: str, op: Op) -> Write | None:
        """Where a local name is bound, only there, to what a call makes of others: ``steps = tuple(map(f, jobs))``."""
        scope = op.block.scope.lookup(name)
        writes = scope.bindings[name] if scope is not None and scope is op.function.scope else []
        value = writes[0].value if len(writes) == 1 and not writes[0].path else None
        if not isinstance(value, cst.Call) or not value.args:
            return None
        names = self._module.names_of(value.func, writes[0])
        return writes[0] if names and names <= _COPIES | _CALLS_EACH else None

    def _starts_empty(self, name: str, op: Op) -> bool:
        """Whether a local name is bound to ``set()`` or ``list()``."""
        scope = op.block.scope.lookup(name)
        writes = scope.bindings[name] if scope is not None and scope is op.function.scope else []
        value = writes[0].value if len(writes) == 1 and not writes[0].path else None
        if not isinstance(value, cst.Call) or value.args:
            return False
        return self._module.names_of(value.func, writes[0]) <= _COPIES

    def _in_display(self, value: Display, op: Op, depth: int, *, here: bool) -> cst.BaseExpression | None:
        node = value.node
        place = op if here else next((item for item in reversed(value.block.items) if isinstance(item, Op)), op)
        if isinstance(node, (cst.List, cst.Set, cst.Tuple)):
            for element in node.elements:
                if isinstance(element, cst.StarredElement):
                    found = self._among(element.value, place, depth + 1)
                else:
                    found = self._is_coroutine(element.value, place)
                if found is not None:
                    return found
        elif isinstance(node, (cst.ListComp, cst.SetComp, cst.GeneratorExp, cst.DictComp)):
            items = self._module.evaluator.members.element(value, op)
            if items and all(isinstance(item, Coroutine) for item in items):
                return node.key if isinstance(node, cst.DictComp) else node.elt
        elif isinstance(node, cst.Dict):
            for key in node.elements:
                if isinstance(key, cst.DictElement):
                    found = self._is_coroutine(key.key, place)
                    if found is not None:
                        return found
        return None

    @staticmethod
    def _replaces_items(name: str, op: Op) -> bool:
        """Whether the function stores other items in a collection: ``tasks[i] = create_task(tasks[i])``."""
        return any(
            isinstance(each, Write)
            and isinstance(each.node, cst.Subscript)
            and isinstance(each.node.value, cst.Name)
            and each.node.value.value == name
            for each in op.function.ops
        )

    def _is_coroutine(self, node: cst.BaseExpression, op: Op) -> cst.BaseExpression | None:
        return node if self._module.colour.coroutine(node, op) is not None else None

    def _added(self, name: str, op: Op) -> cst.BaseExpression | None:
        """A coroutine object that the function puts into a local collection before ``op``."""
        scope = op.block.scope.lookup(name)
        if scope is None or len(scope.bindings[name]) != 1:
            return None
        for call in op.function.calls:
            func = call.node.func
            if call.index > op.index or not isinstance(func, cst.Attribute) or not isinstance(func.value, cst.Name):
                continue
            if func.value.value == name and func.attr.value in _ADD_ONE and call.node.args:
                found = self._is_coroutine(call.node.args[-1].value, call)
                if found is not None:
                    return found
            elif func.value.value == name and func.attr.value == "extend" and call.node.args:
                found = self._among(call.node.args[0].value, call, 1)
                if found is not None:
                    return found
        return None


def _collects(value: Value) -> bool:
    """Whether a value is ``tuple(f(x) for x in xs)`` or the like: made in sight of nothing but coroutine objects."""
    return (
        isinstance(value, Instance)
        and value.origin is not None
        and value.type in _COPIES
        and bool(value.element)
        and all(isinstance(each, Coroutine) for each in value.element)
    )
