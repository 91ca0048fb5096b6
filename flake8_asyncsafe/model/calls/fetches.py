"""Objects that fetch when they are looked at: a query that runs once it is iterated, counted, tested or indexed.

What the catalogue says of a type (``iteration_blocks``, ``operators_block``) meets here the many ways in which Python
code iterates over an object or asks for its truth value without a call that could be named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.graph import CONSUMERS
from flake8_asyncsafe.model.calls.lazy import LAZY
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Iterate, Op, Read
from flake8_asyncsafe.model.values import Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.catalogue.entries import Category
    from flake8_asyncsafe.model.module import Module

_COUNTS = {"builtins.len": "len", "builtins.bool": "bool"}
_PASS_ON = LAZY | {"builtins.reversed"}


@dataclass(frozen=True, slots=True)
class Fetch:
    """One operation on an object that makes it fetch; ``node`` is the expression, or the ``for``, to report.

    ``instead`` is what to do in place of it, where that is not to hand the call itself to a thread.
    """

    node: cst.BaseExpression | cst.For
    category: Category
    name: str
    instead: str = ""


class Fetches:
    """The fetches of one function; its operations are asked about in their order."""

    def __init__(self, module: Module) -> None:
        self._module = module
        #: objects that keep what they fetched, by the path they were named by, and have done so
        self._kept: set[tuple[str, Instance]] = set()

    def by(self, op: Op) -> Fetch | None:
        """The fetch that an operation causes, if any."""
        if isinstance(op, Iterate) and op.is_async:
            self._remember(op.iterable, op)
            return None
        for operation, fetched, place in self._looks(op):
            for value in self._module.values(fetched, op):
                if not isinstance(value, Instance) or not isinstance(value.type, str):
                    continue
                known = self._module.catalogue.operation_blocks(value.type, operation)
                if known is None:
                    continue
                category, entry = known
                if entry.keeps_items and not self._is_first(fetched, value, keeps=operation not in {"[]", "[:]"}):
                    continue
                offers = isinstance(op, Iterate) and entry.iterates == "both"
                named = isinstance(op, Call) and place is not fetched  # `list(query)`: that is what a thread can do
                instead = "async for" if offers else "" if named else self._module.offload("list")
                return Fetch(place, category, f"{value.type}.{_METHODS[operation]}", instead)
        if isinstance(op, Call):
            for arg in op.node.args:
                if self._module.use(op.node).kind == "awaited":
                    self._remember(arg.value, op)  # a thread may have looked at it: `await to_thread(list, query)`
        return None

    def _remember(self, node: cst.BaseExpression, op: Op) -> None:
        path = dotted_text(node)
        if path:
            self._kept.update((path, value) for value in self._module.values(node, op) if isinstance(value, Instance))

    def _is_first(self, node: cst.BaseExpression, value: Instance, *, keeps: bool) -> bool:
        """Whether an object that keeps its items has fetched none yet; if it ``keeps`` what it fetches now, it has."""
        path = dotted_text(node)
        if not path:
            return True
        if (path, value) in self._kept:
            return False
        if keeps:
            self._kept.add((path, value))
        return True

    def _looks(self, op: Op) -> Iterator[tuple[str, cst.BaseExpression, cst.BaseExpression | cst.For]]:
        """(operation, object, place) for each way in which ``op`` looks at an object."""
        if isinstance(op, Iterate):
            place = op.node if isinstance(op.node, cst.For) else op.iterable
            for each in self._passed_on(op.iterable, op):
                yield "iter", each, place
            return
        node = op.node
        if isinstance(op, Call):
            yield from self._by_callee(op)
        elif type(node) is cst.Subscript:
            cut = any(isinstance(element.slice, cst.Slice) for element in node.slice)
            yield "[:]" if cut else "[]", node.value, node
        if isinstance(op, (Call, Read)) and isinstance(node, cst.BaseExpression):
            use = self._module.use(node)
            if use.kind == "tested":
                yield "bool", node, node
            elif (
                use.kind == "unpacked"
                or (use.kind == "bound" and any(isinstance(target, (cst.Tuple, cst.List)) for target in use.targets))
                or (use.kind == "yielded" and isinstance(use.node, cst.From))
            ):
                yield "iter", node, node
            elif (
                use.kind == "compared"
                and isinstance(use.node, cst.ComparisonTarget)
                and isinstance(use.node.operator, (cst.In, cst.NotIn))
            ):
                yield "in", node, node

    def _by_callee(self, call: Call) -> Iterator[tuple[str, cst.BaseExpression, cst.BaseExpression]]:
        """``list(query)``, ``len(query)``, ``", ".join(query)``."""
        first = call.node.args[0] if call.node.args else None
        if first is None or first.star or first.keyword is not None:
            return
        names = self._module.names_of(call.node.func, call)
        for name, operation in _COUNTS.items():
            if name in names:
                yield operation, first.value, call.node
        if names & CONSUMERS:
            for each in self._passed_on(first.value, call):
                yield "iter", each, call.node

    def _passed_on(self, node: cst.BaseExpression, op: Op) -> Iterator[cst.BaseExpression]:
        """What is iterated with ``node``: itself, and what ``enumerate`` and the like pass on."""
        todo = [node]
        while todo:
            each = todo.pop()
            if isinstance(each, (cst.List, cst.Tuple, cst.BaseComp)):
                continue
            if isinstance(each, cst.Call) and each.args:
                names = self._module.names_of(each.func, op)
                if names and all(name in _PASS_ON or name.startswith("itertools.") for name in names):
                    todo.extend(arg.value for arg in each.args if not arg.star and arg.keyword is None)
                    continue
            yield each


_METHODS = {
    "iter": "__iter__",
    "len": "__len__",
    "bool": "__bool__",
    "in": "__contains__",
    "[]": "__getitem__",
    "[:]": "__getitem__",
}
