"""Calls of somebody else's code while a lock is held.

What a callback does is not this code's to say: it may come back for the lock, wait for a thread that wants it, or take
its time.  Left alone is what is there to run something under the lock (``run_locked(f)``, a decorator), what a waiting
loop has to ask under it, and a factory of what is made once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.calls.effects import Effects
from flake8_asyncsafe.model.calls.supplied import Supplied, SuppliedCallables
from flake8_asyncsafe.model.locks.identity import words
from flake8_asyncsafe.model.locks.one_for_all import OneForAll
from flake8_asyncsafe.model.values import FunctionRef

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.calls.edges import Edge
    from flake8_asyncsafe.model.calls.effects import Effect
    from flake8_asyncsafe.model.locks.critical import Held
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op
    from flake8_asyncsafe.model.scopes import Function

#: words of functions whose purpose it is to run something under a lock
_RUNS_LOCKED = frozenset(
    {"lock", "locked", "synchronized", "synchronised", "exclusive", "exclusively", "atomic", "atomically", "serialized"}
)


@dataclass(frozen=True, slots=True)
class Foreign:
    """``call`` calls what is ``supplied`` from outside; ``awaited``: and waits for the coroutine that this gives."""

    call: Call
    supplied: Supplied
    awaited: bool


@dataclass(frozen=True, slots=True)
class AlienCall:
    """At ``node``, ``foreign`` is called while ``held`` is held; ``effect`` is how a helper does it, if one does."""

    node: cst.CSTNode
    held: Held
    foreign: Foreign
    effect: Effect[Foreign] | None = None


class AlienCalls:
    """The calls of callables from outside under locks, of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._supplied = module.ask(SuppliedCallables)
        self._once = module.ask(OneForAll)
        self._own: dict[Function, tuple[Foreign, ...]] = {}

    def found(self) -> Iterator[AlienCall]:
        """Every call of a callable from outside while a lock is held."""
        if not self._module.critical.any_locks:
            return
        for function in self._module.functions:
            if self._module.critical.flow(function) is None or self._is_for_that(function):
                continue
            seen: set[cst.CSTNode] = set()
            for foreign in self._of(function):
                held = self._held(foreign.call, awaited=foreign.awaited)
                if held is not None and not self._makes_once(foreign, held, foreign.call, (function,)):
                    seen.add(foreign.call.node)
                    yield AlienCall(foreign.call.node, held, foreign)
            yield from self._through_helpers(function, seen)

    def _through_helpers(self, function: Function, seen: set[cst.CSTNode]) -> Iterator[AlienCall]:
        runs_now = self._module.critical.summaries.runs_now
        for edge in self._module.graph.edges(function):
            if edge.node in seen or not self._module.critical.held(edge.op).may or not runs_now(edge):
                continue
            for effect in self._effects.along(edge):
                foreign = self._along(effect.what, edge)
                held = self._held(edge.op, awaited=effect.what.awaited) if foreign is not None else None
                if held is None or held.op is edge.op or self._gives_back(held, effect):
                    continue
                chain = (function, *(step.function for step in effect.via))
                if foreign is not None and not self._makes_once(foreign, held, edge.op, chain):
                    seen.add(edge.node)
                    yield AlienCall(edge.node, held, foreign, effect)
                    break

    # -- calls --------------------------------------------------------------------------------------------------------

    def _of(self, function: Function) -> tuple[Foreign, ...]:
        found = self._own.get(function)
        if found is None:
            found = self._own[function] = tuple(self._find(function))
        return found

    def _find(self, function: Function) -> Iterator[Foreign]:
        for call in function.calls:
            supplied = self._supplied.called(call) if self._module.lazy.runs(call) else None
            if supplied is not None and not self._is_asked(call) and not self._is_reference(call):
                yield Foreign(call, supplied, self._is_awaited(call))

    def _is_reference(self, call: Call) -> bool:
        """``reference() is None``: a weak reference, which runs nothing."""
        return not call.node.args and self._module.use(call.node).kind == "identity"

    def _is_asked(self, call: Call) -> bool:
        """``while not predicate(): condition.wait()``: what a loop asks, it has to ask under the lock."""
        node: cst.CSTNode | None = call.node
        while isinstance(node, cst.BaseExpression):
            parent = self._module.parents.get(node)
            if isinstance(parent, cst.While):
                return parent.test is node
            node = parent
        return False

    def _makes_once(self, foreign: Foreign, held: Held, op: Op, chain: tuple[Function, ...]) -> bool:
        """``if self._made is None: self._made = self._factory()``."""
        use = self._module.use(foreign.call.node)
        if use.kind == "awaited" and isinstance(use.node, cst.BaseExpression):
            use = self._module.use(use.node)
        return use.kind in {"bound", "returned"} and self._once.covers(held, op, chain)

    def _is_awaited(self, call: Call) -> bool:
        use = self._module.use(call.node)
        while use.kind in {"argument", "unpacked", "element"} and isinstance(use.node, cst.BaseExpression):
            if isinstance(use.node, cst.Call) and not self._module.critical.summaries.drives(use.node, call):
                return False
            use = self._module.use(use.node)
        return use.kind == "awaited"

    def _is_for_that(self, function: Function) -> bool:
        """Whether a function is there to run something under the lock: by its name, or as a decorator's wrapper."""
        if not words(function.name).isdisjoint(_RUNS_LOCKED):
            return True
        outer = function.parent
        return outer is not None and any(
            isinstance(value, FunctionRef) and value.function is function
            for each in outer.returns
            if each.value is not None
            for value in self._module.values(each.value, each)
        )

    @cached_property
    def _effects(self) -> Effects[Foreign]:
        """Which functions call what comes from outside, and by which chain."""
        seeds = (
            (function, foreign.call.node, foreign)
            for function in self._module.functions
            for foreign in self._of(function)
        )
        return Effects(
            self._module.graph,
            seeds,
            key=lambda what: (what.supplied.param, what.awaited),
            translate=self._along,
            through=self._module.critical.summaries.runs_now,
        )

    def _along(self, what: Foreign, edge: Edge) -> Foreign | None:
        """What it is to the caller: a parameter is what the caller gives for it."""
        param = what.supplied.param
        if param is None or param[0] is not edge.callee:
            return what
        given = self._supplied.argument(*param, edge.node)
        supplied = self._supplied.of(given, edge.op) if given is not None else None
        return replace(what, supplied=supplied) if supplied is not None else None

    # -- locks --------------------------------------------------------------------------------------------------------

    def _held(self, op: Op, *, awaited: bool) -> Held | None:
        state = self._module.critical.held(op)
        for held in sorted(state.may, key=lambda each: each.op.index):
            lock = held.lock
            if not state.surely(lock.identity) or not held.blocking:
                continue
            if lock.traits is None:
                name = lock.text.rpartition(".")[2]
                known = (
                    held.how == "with" and not words(name).isdisjoint({"lock", "mutex", "rlock"}) and not lock.reason
                )
                if known and (awaited or not held.is_async):
                    return held
            elif lock.traits.counting or "Semaphore" in lock.type:
                continue
            elif lock.kind is LockKind.THREAD or (lock.kind is LockKind.ASYNC and awaited):
                return held
        return None

    def _gives_back(self, held: Held, effect: Effect[Foreign]) -> bool:
        """Whether a helper on the way lets go of the lock first."""
        wanted = self._module.locks.owned(held.lock)
        return any(
            (freed := self._module.critical.released(call)) is not None and self._module.locks.owned(freed) == wanted
            for function in dict.fromkeys(step.function for step in effect.via)
            for call in function.calls
        )


__all__ = ["AlienCall", "AlienCalls"]
