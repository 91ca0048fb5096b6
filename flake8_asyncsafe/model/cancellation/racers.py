"""The tasks that are made for a race, and the names by which each can be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument, variadic
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Loop, Write, enclosing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op
    from flake8_asyncsafe.model.scopes import Scope

_COPIES = frozenset(f"builtins.{name}" for name in ("list", "set", "tuple", "frozenset", "sorted", "iter"))
_PUTS = frozenset({"append", "add"})
_VIEWS = frozenset({"values", "keys", "copy"})
_DEEPEST = 6

#: the names by which one task can be reached: scope and name
Names = frozenset[tuple["Scope", str]]


class Racers:
    """Answers for one call of ``wait``, or of ``as_completed``, which makes tasks of ``coroutines`` itself."""

    def __init__(self, module: Module, wait: Call, *, coroutines: bool = False) -> None:
        self._module = module
        self._coroutines = coroutines
        self._loops = [compound for compound, _ in enclosing(wait.block) if isinstance(compound, Loop)]

    def _local(self, node: cst.Name) -> Names:
        write = self._module.write_of(node)
        return frozenset({(write.block.scope, node.value)}) if write is not None else frozenset()

    def of(
        self, node: cst.BaseExpression, op: Op, names: Names, depth: int = 0
    ) -> Iterator[tuple[cst.BaseExpression, Names]]:
        """(the call that makes a task, the names by which it can be reached) for the elements of a collection."""
        if depth > _DEEPEST:
            return
        if isinstance(node, cst.Name):
            scope = self._own_scope(node, op)
            if scope is not None and self._are_fresh(scope, node.value):
                for write in scope.bindings[node.value]:
                    if write.value is not None and not write.path:
                        yield from self.of(write.value, write, names | {(scope, node.value)}, depth + 1)
                yield from self._put(scope, node.value, op, names | {(scope, node.value)}, depth)
        elif isinstance(node, (cst.List, cst.Set, cst.Tuple)):
            for element in node.elements:
                if isinstance(element, cst.StarredElement):
                    yield from self.of(element.value, op, names, depth + 1)
                else:
                    yield from self._racer(element.value, op, names, depth + 1)
        elif isinstance(node, (cst.Dict, cst.ListComp, cst.SetComp, cst.GeneratorExp, cst.DictComp)):
            for each in _parts(node):
                yield from self._racer(each, op, names, depth + 1)
        elif isinstance(node, cst.BinaryOperation):
            yield from self.of(node.left, op, names, depth + 1)
            yield from self.of(node.right, op, names, depth + 1)
        elif isinstance(node, cst.Call):
            func = node.func
            if isinstance(func, cst.Attribute) and func.attr.value in _VIEWS:
                yield from self.of(func.value, op, names, depth + 1)
            elif self._module.names_of(func, op) & _COPIES:
                for each in variadic(node, 0):
                    yield from self.of(each, op, names, depth + 1)
            elif self._module.names_of(func, op) == {"builtins.map"} and self._maps_to_tasks(node, op):
                yield node, names

    def _maps_to_tasks(self, node: cst.Call, op: Op) -> bool:
        """``map(asyncio.create_task, coroutines)``."""
        return bool(node.args) and self._module.names_of(node.args[0].value, op) == {"asyncio.create_task"}

    def _racer(
        self, node: cst.BaseExpression, op: Op, names: Names, depth: int = 0
    ) -> Iterator[tuple[cst.BaseExpression, Names]]:
        if depth > _DEEPEST:
            return
        if isinstance(node, cst.Call):
            if self._starts(node):
                yield node, names
        elif isinstance(node, cst.NamedExpr) and isinstance(node.target, cst.Name):
            yield from self._racer(node.value, op, names | self._local(node.target), depth + 1)
        elif isinstance(node, cst.Name):
            scope = self._own_scope(node, op)
            if scope is None or not self._are_fresh(scope, node.value):
                return
            for write in scope.bindings[node.value]:
                if write.value is not None and not write.path:
                    yield from self._racer(write.value, write, names | {(scope, node.value)}, depth + 1)

    def _starts(self, node: cst.Call) -> bool:
        """Whether a call starts a task that only its caller has."""
        made = self._module.call_at(node)
        if made is not None and self._coroutines and self._module.colour.coroutine(node, made) is not None:
            return True
        if made is None or not self._module.colour.is_weakly_held(made):
            return False
        if "asyncio.ensure_future" in self._module.names_of(node.func, made):
            given = argument(node, "coro_or_future", 0)
            return given is not None and self._module.colour.coroutine(given, made) is not None
        return True

    def _own_scope(self, node: cst.Name, op: Op) -> Scope | None:
        """The scope of a local variable of the function itself that no caller gives and nobody else binds."""
        scope = op.block.scope.lookup(node.value)
        if scope is None or scope is not op.function.scope or scope.kind != "function":
            return None
        plain = all(
            write.function is op.function and write.how in {"assign", "ann", "walrus", "aug"}
            for write in scope.bindings[node.value]
        )
        return scope if plain and node.value not in scope.declared else None

    def _are_fresh(self, scope: Scope, name: str) -> bool:
        """Whether a name is bound in each turn: one bound in front of the loop is waited for in the next too."""
        return all(
            all(loop in (compound for compound, _ in enclosing(write.block)) for loop in self._loops)
            for write in scope.bindings[name]
            if write.how != "aug"
        )

    def _put(
        self, scope: Scope, name: str, op: Op, names: Names, depth: int = 0
    ) -> Iterator[tuple[cst.BaseExpression, Names]]:
        """What is put into a collection one by one: ``tasks.append(create_task(f()))``, ``names[task] = name``."""
        for write in op.function.ops:
            place = write.node
            if (
                isinstance(write, Write)
                and isinstance(place, cst.Subscript)
                and dotted_text(place.value) == name
                and write.block.scope.lookup(name) is scope
            ):
                for element in place.slice:
                    if isinstance(element.slice, cst.Index):
                        yield from self._racer(element.slice.value, write, names, depth + 1)
                if write.value is not None and not write.path:
                    yield from self._racer(write.value, write, names, depth + 1)
        for call in op.function.calls:
            func = call.node.func
            if (
                isinstance(func, cst.Attribute)
                and func.attr.value in _PUTS
                and dotted_text(func.value) == name
                and call.block.scope.lookup(name) is scope
            ):
                for each in variadic(call.node, 0):
                    yield from self._racer(each, call, names, depth + 1)


def _parts(
    node: cst.Dict | cst.ListComp | cst.SetComp | cst.GeneratorExp | cst.DictComp,
) -> Iterator[cst.BaseExpression]:
    """The expressions that make the elements: of a table both keys and values."""
    if isinstance(node, cst.Dict):
        for entry in node.elements:
            if isinstance(entry, cst.DictElement):
                yield from (entry.key, entry.value)
    elif isinstance(node, cst.DictComp):
        yield from (node.key, node.value)
    else:
        yield node.elt


__all__ = ["Names", "Racers"]
