"""Which functions change the size of a container that they reach through self, a parameter or a global."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.aliasing.containers import Containers, path_of
from flake8_asyncsafe.model.calls.conditions import known_at
from flake8_asyncsafe.model.ops import Call, Loop, Op, Write, enclosing
from flake8_asyncsafe.model.text import code_of
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.aliasing.containers import Path
    from flake8_asyncsafe.model.calls.edges import Edge
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

_DEEPEST = 4
#: what may leave the size as it is: only looked at where the loop itself does it
_PERHAPS = frozenset({"setdefault", "update"})


class Resizing:
    """Follows calls into the functions of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._containers = module.ask(Containers)
        self._edges: dict[Function, dict[cst.CSTNode, list[Edge]]] = {}

    def through(self, call: Call, path: Path, kind: str) -> Op | None:
        """The operation in a function which ``call`` runs that changes the container at ``path``, if there is one."""
        return self._follow(call, path, kind, 0, frozenset())

    def _follow(self, call: Call, path: Path, kind: str, depth: int, seen: frozenset[Function]) -> Op | None:
        if depth > _DEEPEST or not is_relevant(call, path):
            return None
        for edge in self._of(call):
            callee = edge.callee
            if callee.is_stub or callee in seen or edge.how != "call" or callee.is_generator:
                continue
            for inner in self._translated(call, edge, path):
                for op in callee.ops:
                    changed = self._containers.resizes(op, kind)
                    if (
                        changed is not None
                        and path_of(changed[0]) == inner
                        and not self._perhaps(op)
                        and not self._is_rebound(callee, inner, op)
                    ):
                        return op
                    if isinstance(op, Call) and changed is None:
                        found = self._follow(op, inner, kind, depth + 1, seen | {callee})
                        if found is not None:
                            return found
        return None

    @staticmethod
    def _perhaps(op: Op) -> bool:
        func = op.node.func if isinstance(op, Call) else None
        return isinstance(func, cst.Attribute) and func.attr.value in _PERHAPS

    @staticmethod
    def _is_rebound(function: Function, path: Path, op: Op) -> bool:
        """Whether the function gives the name another meaning before: ``self.items = list(self.items)``."""
        return any(
            path_of(write.node) == path[: len(path_of(write.node))]
            for name in (path[0],)
            for write in (*function.scope.bindings.get(name, ()), *function.ops[: op.index])
            if getattr(write, "how", "") in {"assign", "ann"}
            and isinstance(write.node, cst.BaseExpression)
            and path_of(write.node)
        )

    def _of(self, call: Call) -> list[Edge]:
        function = call.function
        found = self._edges.get(function)
        if found is None:
            found = self._edges[function] = {}
            for edge in self._module.graph.edges(function):
                found.setdefault(edge.node, []).append(edge)
        return found.get(call.node, [])

    def _translated(self, call: Call, edge: Edge, path: Path) -> Iterator[Path]:
        """The path to the same object as the callee names it."""
        callee, func = edge.callee, call.node.func
        if callee.receiver is not None and isinstance(func, cst.Attribute):
            base = path_of(func.value)
            if not base and isinstance(func.value, cst.Call) and path_of(func.value.func) == ("super",):
                base = (call.function.receiver or "self",)
            if base and path[: len(base)] == base and len(path) > len(base):
                yield (callee.receiver, *path[len(base) :])
        params = callee.parameter_names(bound=True)
        place = 0
        for arg in call.node.args:
            given = path_of(arg.value)
            name = ""
            if arg.star:
                break
            if arg.keyword is not None:
                name = arg.keyword.value if arg.keyword.value in params else ""
            elif place < len(params):
                name, place = params[place], place + 1
            if name and given and path[: len(given)] == given:
                yield (name, *path[len(given) :])
        home = call.block.scope.lookup(path[0])
        if home is not None and home.kind != "class" and callee.scope.lookup(path[0]) is home is not callee.scope:
            yield path


def is_relevant(call: Call, path: Path) -> bool:
    """Whether the callee may know the object at ``path``: by its receiver, by an argument, or as a name of its own."""
    func = call.node.func
    if isinstance(func, cst.Attribute):
        base = path_of(func.value)
        if base and path[: len(base)] == base and len(path) > len(base):
            return True
        if isinstance(func.value, cst.Call) and path_of(func.value.func) == ("super",):
            return True
    for arg in call.node.args:
        given = path_of(arg.value)
        if given and path[: len(given)] == given:
            return True
    home = call.block.scope.lookup(path[0])
    return home is not None and (home.kind == "module" or isinstance(func, cst.Name)) and path[0] not in {"self", "cls"}


def replaces(op: Op) -> bool:
    """``rows[i] = row``, no slice: a list is as long as before; not if it trades places with another element of it."""
    if not isinstance(op, Write) or op.how not in {"assign", "ann"} or not isinstance(op.node, cst.Subscript):
        return False
    table = code_of(op.node.value)
    if any(
        isinstance(each, cst.Subscript) and code_of(each.value) == table
        for each in inner_nodes(op.value or op.node.value)
    ):
        return False
    return all(isinstance(each.slice, cst.Index) for each in op.node.slice)


def is_known_key(op: Op) -> bool:
    """Whether what stores under a key has made sure that the key is there: ``if key in d: d[key] = x``.

    So has a loop over the keys of the same container, or of a copy of it.
    """
    if not replaces(op) or not isinstance(op.node, cst.Subscript) or len(op.node.slice) != 1:
        return False
    table, index = code_of(op.node.value), op.node.slice[0].slice
    key = code_of(index.value) if isinstance(index, cst.Index) else ""
    return any(_asks_for(test, key, table, there=there) for test, there in known_at(op)) or any(
        _goes_over(compound.node, key, table)
        for compound, block in enclosing(op.block)
        if isinstance(compound, Loop) and block is compound.body
    )


def _asks_for(test: cst.BaseExpression, key: str, table: str, *, there: bool) -> bool:
    """``key in table`` where it holds, ``key not in table`` where it does not."""
    if not isinstance(test, cst.Comparison) or len(test.comparisons) != 1 or code_of(test.left) != key:
        return False
    asked = test.comparisons[0]
    of = code_of(asked.comparator).removesuffix(".keys()")
    return of == table and isinstance(asked.operator, cst.In if there else cst.NotIn)


def _goes_over(node: cst.CSTNode, key: str, table: str) -> bool:
    """``for key in table``, ``for key, value in list(table.items())``."""
    if not isinstance(node, (cst.For, cst.CompFor)):
        return False
    source: cst.BaseExpression = node.iter
    target: cst.BaseExpression = node.target
    while isinstance(source, cst.Call) and isinstance(source.func, cst.Name) and len(source.args) == 1:
        source = source.args[0].value  # `list`, `sorted`
    view = ""
    if isinstance(source, cst.Call) and isinstance(source.func, cst.Attribute) and not source.args:
        view, source = source.func.attr.value, source.func.value
    if view == "items" and isinstance(target, cst.Tuple) and target.elements:
        target = target.elements[0].value
    return view in {"", "keys", "items"} and code_of(source) == table and code_of(target) == key
