"""Checks that are acted upon in a helper: ``if self._expires_at < time.time(): await self.refresh()``.

The test is in one coroutine, the write of what was tested in another, behind an await of its own.  Every task that
comes by before the first one is back sees the same answer and does it all again: the token is refreshed twice, with a
refresh token that the first refresh has used up.  What the test looks at is followed into properties and plain methods,
what the helper writes into setters and what it calls; a helper that looks again itself, or one async lock, is right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.calls.suspensions import Suspensions
from flake8_asyncsafe.model.ops import Branch, Raise, Return, Suspend, Write
from flake8_asyncsafe.model.ordering.absence import says_absent, says_over
from flake8_asyncsafe.model.ordering.contended import ONCE, is_called_with_lock
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.calls.edges import Edge
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function

_DEEPEST = 3
_CONSTRUCTION = frozenset({"__init__", "__new__", "__post_init__"})


@dataclass(frozen=True, slots=True)
class HelpedAct:
    """``suspension`` awaits a helper that does ``write``, because of what ``test`` said of ``attribute``."""

    suspension: Suspend
    test: cst.BaseExpression
    attribute: str
    write: Write


class HelpedActs:
    """The helpers of one module that act on a check of their callers."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._suspensions = module.ask(Suspensions)

    def of(self, function: Function) -> Iterator[HelpedAct]:
        """The awaits of a function that let a helper do what a test before asked for."""
        if function.owner is None or function.name in ONCE or function.name.startswith("test"):
            return
        if is_called_with_lock(function, self._module):
            return
        edges = {edge.node: edge for edge in self._module.graph.edges(function) if edge.how == "call"}
        for op in function.suspends:
            call = op.node.expression if isinstance(op.node, cst.Await) else None
            edge = edges.get(call) if isinstance(call, cst.Call) else None
            if edge is None or not self._is_own(edge, function) or self._is_excluded(op):
                continue
            found = self._act(op, edge)
            if found is not None:
                yield found

    def _act(self, op: Suspend, edge: Edge) -> HelpedAct | None:
        for test, truth in _tests(op):
            asked = self._asked(test, op, truth=truth)
            if not asked or self._looks_again(edge.callee, asked, 0):
                continue
            write = self._writes(edge.callee, asked, 0, waited=False)
            if write is not None and isinstance(write.node, cst.Attribute):
                return HelpedAct(op, test, write.node.attr.value, write)
        return None

    @staticmethod
    def _is_own(edge: Edge, function: Function) -> bool:
        """Whether a call is of a coroutine of the same object that is in sight."""
        callee, node = edge.callee, edge.node
        func = node.func if isinstance(node, cst.Call) else None
        return (
            callee.is_async
            and not callee.is_stub
            and callee is not function
            and callee.name not in ONCE
            and isinstance(func, cst.Attribute)
            and isinstance(func.value, cst.Name)
            and func.value.value == function.receiver
        )

    def _is_excluded(self, op: Op) -> bool:
        return any(held.lock.kind is not LockKind.THREAD for held in self._module.critical.held(op).may)

    # -- what is asked ------------------------------------------------------------------------------------------------

    def _asked(self, test: cst.BaseExpression, op: Op, *, truth: bool) -> frozenset[str]:
        """The attributes of the object of which a test says that they are missing, or no longer good."""
        if not (says_absent(test, truth=truth) or says_over(test, truth=truth)):
            return frozenset()
        inside = set(inner_nodes(test))
        found = _attributes(inside, op.function)
        for edge in self._module.graph.edges(op.function):
            if edge.node in inside and edge.how in {"property", "call"} and not edge.callee.is_async:
                found |= self._read_by(edge.callee)
        return found

    def _read_by(self, function: Function) -> frozenset[str]:
        """What a property or a plain method looks at."""
        if function.is_stub or function.receiver is None:
            return frozenset()
        return frozenset().union(
            *(
                _attributes(set(inner_nodes(each.value)), function)
                for each in function.returns
                if each.value is not None
            )
        )

    # -- what is done -------------------------------------------------------------------------------------------------

    def _writes(self, function: Function, asked: frozenset[str], depth: int, *, waited: bool) -> Write | None:
        """The write of one of the attributes that a function does after it was suspended."""
        edges: dict[Op, list[Edge]] = {}
        for edge in self._module.graph.edges(function):
            if edge.how in {"call", "setter"} and not edge.callee.is_stub and edge.callee is not function:
                edges.setdefault(edge.op, []).append(edge)
        for op in function.ops:
            if isinstance(op, Suspend) and not op.lazy and self._suspensions.is_real(op):
                waited = True
            if self._is_excluded(op):
                continue
            if (
                waited
                and isinstance(op, Write)
                and op.how in {"assign", "ann", "walrus", "with"}
                and _attribute(op.node, function) in asked
                and not _is_reset(op.value)
            ):
                return op
            for edge in edges.get(op, ()) if depth < _DEEPEST else ():
                if edge.callee.name not in _CONSTRUCTION and edge.callee.receiver is not None:
                    found = self._writes(edge.callee, asked, depth + 1, waited=waited)
                    if found is not None:
                        return found
        return None

    def _looks_again(self, function: Function, asked: frozenset[str], depth: int) -> bool:
        """Whether a helper asks the same again, or keeps others out, before it does anything."""
        if any(self._is_excluded(op) for op in function.ops):
            return True
        for item in function.body.items:
            if isinstance(item, Branch) and any(
                _attributes(set(inner_nodes(test)), function) & asked for test in item.tests if test is not None
            ):
                return True
        return depth < _DEEPEST and any(
            self._looks_again(edge.callee, asked, depth + 1)
            for edge in self._module.graph.edges(function)
            if edge.how == "call"
            and edge.callee.is_async
            and not edge.callee.is_stub
            and edge.callee is not function
            and edge.callee.owner is function.owner
        )


def _tests(op: Op) -> Iterator[tuple[cst.BaseExpression, bool]]:
    """The tests on whose outcome it depends that an operation is reached: around it, or with a return before it."""
    block, place = op.block, op.at
    while True:
        for before in block.items[:place]:
            if isinstance(before, Branch) and before.kind == "if" and before.orelse is None and len(before.arms) == 1:
                body = before.arms[0][1]
                test = before.tests[0]
                if test is not None and body.items and isinstance(body.items[-1], (Return, Raise)):
                    yield test, False
        item = block.owner
        if item is None:
            return
        if isinstance(item, Branch) and item.kind == "if":
            for (_, body), test in zip(item.arms, item.tests, strict=True):
                if body is block and test is not None:
                    yield test, True
        block, place = item.block, item.at


def _attribute(node: cst.CSTNode, function: Function) -> str:
    owned = isinstance(node, cst.Attribute) and isinstance(node.value, cst.Name)
    if owned and isinstance(node, cst.Attribute) and isinstance(node.value, cst.Name):
        return node.attr.value if node.value.value == function.receiver else ""
    return ""


def _attributes(nodes: set[cst.CSTNode], function: Function) -> frozenset[str]:
    """The attributes of the object among some nodes."""
    return frozenset(name for node in nodes if (name := _attribute(node, function)))


def _is_reset(value: cst.BaseExpression | None) -> bool:
    return isinstance(value, cst.Name) and value.value in {"None", "False", "True"}
