"""Decisions on ``lock.locked()``: does the answer still hold where the lock is then taken?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.flow import Flow
from flake8_asyncsafe.model.ops import Call, Enter, Suspend
from flake8_asyncsafe.model.values import FunctionRef, Method
from flake8_asyncsafe.syntax.outcomes import settled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function

_ASKING = frozenset({"locked"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A test of ``lock`` by ``test``, a call or the read of a property: what the path has learnt.

    ``stale``: the task was suspended since.
    """

    test: Op
    lock: Lock
    free: bool | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class LateAcquire:
    """The lock is taken at ``taken`` because ``test`` said that it is free, which others may have changed since."""

    lock: Lock
    test: Op
    taken: Op


State = frozenset[Asked]


class LockedTests:
    """The decisions on ``locked()`` of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    @cached_property
    def helpers(self) -> dict[Function, tuple[Call, bool]]:
        """Functions that only tell what ``locked()`` says: (that call, whether they give its opposite)."""
        found: dict[Function, tuple[Call, bool]] = {}
        for function in self._module.functions:
            asking = [call for call in function.calls if _asks(call)]
            if len(asking) != 1 or len(function.returns) != 1 or function.is_async or function.is_generator:
                continue
            told, opposite = function.returns[0].value, False
            while isinstance(told, cst.UnaryOperation) and isinstance(told.operator, cst.Not):
                told, opposite = told.expression, not opposite
            if told is asking[0].node:
                found[function] = asking[0], opposite
        return found

    def late(self, function: Function) -> Iterator[LateAcquire]:
        """The tests of a function on which it takes a lock too late, each once."""
        tests = self._tests(function)
        if not tests:
            return
        flow = _AskedFlow(function, self._module, tests)
        flow.run(frozenset())
        seen: set[Op] = set()
        for op, lock in flow.taken:
            about = [each for each in flow.before[op] if each.lock.identity == lock.identity]
            for test in dict.fromkeys(each.test for each in about):
                known = [each for each in about if each.test is test]
                always_free = all(each.free for each in known)
                stale = lock.kind is not LockKind.ASYNC or any(each.stale for each in known)
                if always_free and stale and test not in seen:
                    seen.add(test)
                    yield LateAcquire(lock, test, op)

    def _tests(self, function: Function) -> dict[cst.CSTNode, tuple[Asked, bool]]:
        """The expressions of a function that ask a lock, also through a helper; whether they give the opposite."""
        found: dict[cst.CSTNode, tuple[Asked, bool]] = {}
        locks = self._module.locks
        for call in function.calls:
            lock = locks.method_call(call, "locked") if _asks(call) else None
            if lock is not None and lock.traits is not None and lock.single:
                found[call.node] = Asked(call, lock), False
        for edge in self._module.graph.edges(function) if self.helpers else ():
            inner, opposite = self.helpers.get(edge.callee, (None, False))
            lock = locks.method_call(inner, "locked") if inner is not None else None
            if edge.how in {"call", "property"} and lock is not None and function is not edge.callee:
                lock = self._module.critical.summaries.along(lock, edge)
                if lock is not None and lock.traits is not None and lock.single:
                    found[edge.node] = Asked(edge.op, lock), opposite
        return found


def _asks(call: Call) -> bool:
    func = call.node.func
    return isinstance(func, cst.Attribute) and func.attr.value in _ASKING


class _AskedFlow(Flow[State]):
    """What each path knows about the locks that it asked."""

    def __init__(self, function: Function, module: Module, tests: dict[cst.CSTNode, tuple[Asked, bool]]) -> None:
        super().__init__(function)
        self._module = module
        self._tests = tests
        self._by_op = {asked.test: asked for asked, _ in tests.values()}
        #: names bound to an answer: `busy = lock.locked()`
        self._names: dict[str, cst.BaseExpression] = {
            name: writes[0].value
            for name, writes in function.scope.bindings.items()
            if len(writes) == 1 and writes[0].how in {"assign", "ann"} and writes[0].value is not None
        }
        self.taken: dict[tuple[Op, Lock], None] = {}

    def join(self, left: State, right: State) -> State:
        """Where two paths meet, the answers of both."""
        return left | right

    def transfer(self, op: Op, state: State) -> tuple[State, State]:
        """A new test replaces the old ones of its lock; after a suspension the answers are old."""
        if isinstance(op, Suspend):
            return (stale := frozenset(Asked(a.test, a.lock, a.free, stale=True) for a in state)), stale
        asked = self._by_op.get(op)
        if asked is not None:
            state = frozenset({asked, *(a for a in state if a.lock.identity != asked.lock.identity)})
        if isinstance(op, (Call, Enter)):
            for lock in self._takes(op) if state else ():
                self.taken[op, lock] = None
        return state, state

    def _takes(self, op: Call | Enter) -> Iterator[Lock]:
        """The locks that an operation waits for, itself or in what it calls."""
        sections = self._module.critical
        if isinstance(op, Enter):
            yield from (held.lock for held in sections.operations.entered(op) if held.blocking)
            return
        held = sections.acquired(op)
        if held is not None:
            if held.blocking:
                yield held.lock
            return
        for target in self._module.targets(op):
            if isinstance(target, (FunctionRef, Method)):
                yield from self._taken_by(target.function, op)

    def _taken_by(self, callee: Function, op: Call) -> Iterator[Lock]:
        summaries = self._module.critical.summaries
        if callee.is_generator or (callee.is_async and self._module.use(op.node).kind != "awaited"):
            return
        for held in self._module.critical.operations.taken_by(callee):
            lock = summaries.translated(held.lock, callee, op.node, op) if held.blocking else None
            if lock is not None:
                yield lock

    def refine(self, test: cst.BaseExpression | None, state: State, *, truth: bool) -> State:
        """What a test that came out as ``truth`` tells about the locks that were asked in it."""
        todo = list(settled(test, truth=truth)) if test is not None else []
        while todo and state:
            node, wanted = todo.pop()
            if isinstance(node, cst.NamedExpr):
                todo += settled(node.value, truth=wanted)
            elif isinstance(node, cst.Comparison) and len(node.comparisons) == 1:
                truths = _compared(node.comparisons[0])
                if truths is not None:
                    todo += settled(node.left, truth=wanted is truths)
            elif isinstance(node, cst.Name) and node.value in self._names:
                todo += settled(self._names[node.value], truth=wanted)
            elif node in self._tests:
                asked, opposite = self._tests[node]
                free = wanted if opposite else not wanted
                state = frozenset(
                    Asked(a.test, a.lock, free=free, stale=a.stale) if a.test is asked.test else a for a in state
                )
        return state


def _compared(target: cst.ComparisonTarget) -> bool | None:
    """The truth value that ``x is True``, ``x == False`` and the like ask for."""
    right = target.comparator
    if not isinstance(right, cst.Name) or right.value not in {"True", "False"}:
        return None
    if isinstance(target.operator, (cst.Is, cst.Equal)):
        return right.value == "True"
    return right.value == "False" if isinstance(target.operator, (cst.IsNot, cst.NotEqual)) else None
