"""Which exceptions are cancellations: the classes that handlers and ``suppress`` name."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Op
from flake8_asyncsafe.model.values import TUPLE, ClassRef, Display, External, Instance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Raise
    from flake8_asyncsafe.model.scopes import Scope
    from flake8_asyncsafe.model.values import Values

ASYNCIO, TRIO = "asyncio", "trio"
EVERY = frozenset({ASYNCIO, TRIO})
_NAMED = {
    "asyncio.CancelledError": frozenset({ASYNCIO}),
    "asyncio.exceptions.CancelledError": frozenset({ASYNCIO}),
    "trio.Cancelled": frozenset({TRIO}),
    "builtins.BaseException": EVERY,
}
_STARS = {"asyncio.CancelledError", "asyncio.exceptions.CancelledError", "trio.Cancelled"}
GETTER = "get_cancelled_exc_class"
#: what ends a program or a generator is no failure that somebody retries
_FINAL = frozenset(
    f"builtins.{name}"
    for name in ("KeyboardInterrupt", "SystemExit", "GeneratorExit", "BaseExceptionGroup", "BaseException")
)
#: says "never comes here", or is a cancellation of another library
_NO_REPLACEMENT = frozenset({"AssertionError", "CancelledError", "Cancelled"})
_DEEPEST = 8
#: what a display in another module is here
_DISPLAYS = frozenset({TUPLE, "builtins.list"})


class ExceptionClasses:
    """Resolves exception classes of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    @cached_property
    def known(self) -> bool:
        """Whether the module uses a library that has cancellations: a scheduler of somebody's own may have none."""
        roots = self._module.catalogue.async_roots
        return any(root in roots for root in self._module.evaluator.imported)

    def kinds(self, kind: cst.BaseExpression | None, op: Op) -> frozenset[str]:
        """Which libraries' cancellation an ``except`` of this type catches; None is a bare one."""
        return EVERY if kind is None else self.classes(kind, op)[0]

    def is_named(self, kind: cst.BaseExpression | None, op: Op) -> bool:
        """Whether an ``except`` of this type is for cancellations, and not for whatever there is."""
        if kind is None:
            return False
        parts = [each.value for each in kind.elements] if isinstance(kind, cst.Tuple) else [kind]
        words = {dotted_text(each.func if isinstance(each, cst.Call) else each) for each in parts}
        if {name.rpartition(".")[2] for name in words} & {"Cancelled", "CancelledError", GETTER}:
            return True
        everything = any("builtins.BaseException" in self._module.names_of(each, op) for each in parts)
        return bool(self.kinds(kind, op)) and not everything

    def classes(self, node: cst.BaseExpression, op: Op, depth: int = 0) -> tuple[frozenset[str], bool]:
        """(which cancellations a class or tuple of classes covers, whether all of it is known)."""
        if depth > _DEEPEST:
            return frozenset(), False
        if isinstance(node, (cst.Tuple, cst.List, cst.Set)):
            return _union(self.classes(each.value, op, depth + 1) for each in node.elements)
        if isinstance(node, cst.BinaryOperation):
            return _union(self.classes(each, op, depth + 1) for each in (node.left, node.right))
        if isinstance(node, cst.Call):
            names = self._module.names_of(node.func, op) | {dotted_text(node.func)}
            return (EVERY, True) if any(name.rpartition(".")[2] == GETTER for name in names) else (frozenset(), False)
        if isinstance(node, cst.Name):
            scope = op.block.scope.lookup(node.value)
            if scope is None:
                found = self._from_star(node.value, op.block.scope)
                if found is not None:
                    return found, True
            else:
                values = [
                    self.classes(write.value, write, depth + 1)
                    for write in scope.bindings[node.value]
                    if write.how in {"assign", "ann", "walrus", "param"} and write.value is not None and not write.path
                ]
                if any(write.how.startswith("param") for write in scope.bindings[node.value]):
                    values.append((frozenset(), False))  # whatever a caller gives; only the default is known
                if values:
                    return _union(values)
        return self._by_value(node, op, depth)

    def _by_value(self, node: cst.BaseExpression, op: Op, depth: int) -> tuple[frozenset[str], bool]:
        return self._of_values(self._module.values(node, op), node, op, depth)

    def _of_values(self, values: Values, node: cst.BaseExpression, op: Op, depth: int) -> tuple[frozenset[str], bool]:
        groups: list[tuple[frozenset[str], bool]] = []
        for value in values:
            if isinstance(value, External):
                groups.append((_NAMED.get(value.name, frozenset()), True))
            elif isinstance(value, ClassRef):
                groups.append((frozenset(), True))
            elif isinstance(value, Display) and value.node is not node:
                inside = next((each for each in reversed(value.block.items) if isinstance(each, Op)), op)
                groups.append(self.classes(value.node, inside, depth + 1))
            elif isinstance(value, Instance) and value.type in _DISPLAYS and value.element:
                groups.append(self._of_values(value.element, node, op, depth + 1))  # one of another module
            else:
                groups.append((frozenset(), False))
        return _union(groups)

    @staticmethod
    def _from_star(name: str, scope: Scope | None) -> frozenset[str] | None:
        while scope is not None:
            for star in scope.stars:
                if f"{star}.{name}" in _STARS:
                    return _NAMED[f"{star}.{name}"]
            scope = scope.parent
        return None

    def suppressor(self, node: cst.BaseExpression, op: Op) -> cst.Call | None:
        """The call of ``contextlib.suppress`` that an expression is, if it lets a cancellation vanish."""
        if isinstance(node, cst.Name):
            scope = op.block.scope.lookup(node.value)
            writes = scope.bindings[node.value] if scope is not None else []
            if len(writes) != 1 or writes[0].how != "assign" or not isinstance(writes[0].value, cst.Call):
                return None
            node, op = writes[0].value, writes[0]
        if not isinstance(node, cst.Call) or "contextlib.suppress" not in self._module.names_of(node.func, op):
            return None
        return node if any(self.kinds(arg.value, op) for arg in node.args) else None

    def is_final(self, exc: cst.BaseExpression, op: Op) -> bool:
        """Whether ``raise exc`` raises a cancellation, or what ends the program."""
        what = exc.func if isinstance(exc, cst.Call) else exc
        if isinstance(exc, cst.Call) and self.classes(exc, op)[0]:
            return True
        for value in self._module.values(what, op):
            if isinstance(value, ClassRef):
                bases = set(self._module.classes.external_bases(value.cls))
                if bases & (_FINAL | _NAMED.keys()):
                    return True
            elif isinstance(value, External) and value.name in _FINAL:
                return True
        return bool(self.classes(what, op)[0])

    @staticmethod
    def is_replacement(op: Raise, exc: cst.BaseExpression) -> bool:
        """Whether a raise certainly raises something else: a class, not a variable or what a function returns."""
        what = exc.func if isinstance(exc, cst.Call) else exc
        last = dotted_text(what).rpartition(".")[2].lstrip("_")
        if last in _NO_REPLACEMENT:
            return False
        return last[:1].isupper() or (op.node.cause is not None and not isinstance(exc, cst.Call))


def _union(groups: Iterable[tuple[frozenset[str], bool]]) -> tuple[frozenset[str], bool]:
    kinds: frozenset[str] = frozenset()
    known = True
    for each, sure in groups:
        kinds |= each
        known = known and sure
    return kinds, known
