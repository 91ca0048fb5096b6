"""Blocking calls while a lock of threads is held: every thread that wants the lock is as slow as that call.

A wait on the lock's own condition gives the lock back and is none.  Work of the processor is not looked at, nor is what
the file system answers at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Category, LockKind
from flake8_asyncsafe.model.calls.conditions import required
from flake8_asyncsafe.model.locks.identity import words
from flake8_asyncsafe.model.locks.one_for_all import OneForAll
from flake8_asyncsafe.model.ops import Call
from flake8_asyncsafe.model.values import Constant, Instance
from flake8_asyncsafe.syntax.walk import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.calls.blocking import Blocking
    from flake8_asyncsafe.model.calls.effects import Effect
    from flake8_asyncsafe.model.locks.critical import Held
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function

_NOT_SLOW = frozenset({Category.METADATA, Category.CPU, Category.CPU_HEAVY})
#: what one thread does so that all others need not
_FETCHES = frozenset(
    {Category.HTTP, Category.NETWORK, Category.DATABASE, Category.FILE, Category.SUBPROCESS, Category.CONSOLE}
)


#: what only hands on what there is: it waits where the peer does not keep up, and has to be whole
_SENDS = frozenset({"send", "sendall", "sendto", "sendmsg"})
_LOOKS = frozenset({"qsize", "empty", "unfinished_tasks"})
#: reading a file is quick, mostly: only what the helper itself does is told
_LONGEST_TO_FILES = 2


@dataclass(frozen=True, slots=True)
class SlowSection:
    """``node`` blocks while ``held`` is held; ``effect`` is how a helper does that (None: the call itself blocks)."""

    node: cst.CSTNode
    held: Held
    blocking: Blocking
    effect: Effect[Blocking] | None = None


class SlowSections:
    """The blocking calls under locks of threads of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._once = module.ask(OneForAll)

    def found(self) -> Iterator[SlowSection]:
        """Every call that blocks while a lock is held."""
        if not self._module.critical.any_locks:
            return
        for function in self._module.functions:
            if self._module.critical.flow(function) is not None:
                seen: set[cst.CSTNode] = set()
                yield from self._own(function, seen)
                yield from self._through_helpers(function, seen)

    def _own(self, function: Function, seen: set[cst.CSTNode]) -> Iterator[SlowSection]:
        for blocking in self._module.blocking.of(function):
            held = self._held(blocking.op, blocking) if self._is_slow(blocking) else None
            if held is None or self._has_looked(blocking, blocking.op):
                continue
            if not self._is_needed_by_all(blocking, held, blocking.op, (function,)):
                seen.add(blocking.node)
                yield SlowSection(blocking.node, held, blocking)

    def _through_helpers(self, function: Function, seen: set[cst.CSTNode]) -> Iterator[SlowSection]:
        for edge in self._module.graph.edges(function):
            if edge.awaited or edge.node in seen or not self._module.critical.held(edge.op).may:
                continue
            for effect in self._module.blocking_effects.along(edge):
                blocking = effect.what
                chain = (function, *(step.function for step in effect.via))
                held = self._held(edge.op, blocking) if self._is_slow(blocking) else None
                if held is None or held.op is edge.op or self._gives_back(held, chain[1:]):
                    continue
                if self._module.blocking.returns_at_once(edge, blocking) or self._has_looked(blocking, edge.op):
                    continue
                if blocking.category is Category.FILE and effect.length > _LONGEST_TO_FILES:
                    continue
                if not self._is_needed_by_all(blocking, held, edge.op, chain) and not self._is_once(effect):
                    seen.add(edge.node)
                    yield SlowSection(edge.node, held, blocking, effect)
                    break

    def _is_slow(self, blocking: Blocking) -> bool:
        if blocking.category in _NOT_SLOW or blocking.name.rpartition(".")[2] == "acquire":
            return False  # of one lock under another: that is a matter of their order
        if blocking.category is Category.SUBPROCESS and self._module.blocking.only_starts(blocking):
            return False
        if blocking.category is Category.NETWORK and blocking.name.rpartition(".")[2] in _SENDS:
            return False
        return not (blocking.category is Category.SLEEP and self._is_zero(blocking))

    def _has_looked(self, blocking: Blocking, op: Op) -> bool:
        """``if queue.qsize() > 0: queue.get()`` under the lock of all who take from it: that does not wait."""
        return blocking.name.rpartition(".")[2] == "get" and any(_mentions(test, _LOOKS) for _, test, _ in required(op))

    def _is_zero(self, blocking: Blocking) -> bool:
        """``sleep(0)``: it only lets others run."""
        args = blocking.node.args if isinstance(blocking.node, cst.Call) else ()
        values = self._module.values(args[0].value, blocking.op) if len(args) == 1 else ()
        return bool(values) and all(isinstance(value, Constant) and value.value == 0 for value in values)

    # -- locks --------------------------------------------------------------------------------------------------------

    def _held(self, op: Op, blocking: Blocking) -> Held | None:
        """The first lock of threads that is surely held, other than the one that a wait gives back."""
        state = self._module.critical.held(op)
        for held in sorted(state.may, key=lambda each: each.op.index):
            lock = held.lock
            if not self._is_of_threads(held) or not state.surely(lock.identity) or self._once.is_of_many(held):
                continue
            if not self._may_give_back(blocking, held):
                return held
        return None

    @staticmethod
    def _is_of_threads(held: Held) -> bool:
        lock = held.lock
        if not held.blocking or held.is_async:
            return False
        if lock.traits is None:
            name = lock.text.rpartition(".")[2]
            return held.how == "with" and not words(name).isdisjoint({"lock", "mutex", "rlock"}) and not lock.reason
        return lock.kind is LockKind.THREAD and not lock.traits.counting and "Semaphore" not in lock.type

    def _may_give_back(self, blocking: Blocking, held: Held) -> bool:
        """Whether a wait is on a condition that may be built on the lock, as far as can be seen."""
        if not blocking.name.endswith((".Condition.wait", ".Condition.wait_for")):
            return False
        op = blocking.op
        func = op.node.func if isinstance(op, Call) else None
        if not isinstance(func, cst.Attribute):
            return True  # in another module
        lock = self._module.locks.lock(func.value, op)
        if (
            lock is None
            or lock.path.root[0] == "local"
            or self._module.locks.owned(lock) == self._module.locks.owned(held.lock)
        ):
            return True
        name = held.lock.text.rpartition(".")[2]
        values = [value for value in self._module.values(func.value, op) if isinstance(value, Instance)]
        return not values or any(
            value.origin is None
            or any(self._module.source(arg.value).rpartition(".")[2] == name for arg in value.origin.args)
            for value in values
        )

    def _is_once(self, effect: Effect[Blocking]) -> bool:
        """Whether a helper on the way only does it unless it has been done, and keeps the outcome."""
        if effect.what.category not in _FETCHES:
            return False
        functions = [step.function for step in effect.via]
        for place, step in enumerate(effect.via):
            op = None if step.function.is_stub else next((op for op in step.function.ops if op.node is step.node), None)
            if op is not None and self._once.covers(None, op, tuple(functions[place:])):
                return True
        return False

    def _gives_back(self, held: Held, chain: tuple[Function, ...]) -> bool:
        """Whether a helper on the way lets go of the lock for a while: unlock, wait, relock."""
        wanted = self._module.locks.owned(held.lock)
        return any(
            (freed := self._module.critical.released(call)) is not None and self._module.locks.owned(freed) == wanted
            for function in dict.fromkeys(chain)
            for call in function.calls
        )

    def _is_needed_by_all(self, blocking: Blocking, held: Held, op: Op, chain: tuple[Function, ...]) -> bool:
        return blocking.category in _FETCHES and self._once.covers(held, op, chain)


def _mentions(test: cst.CSTNode, names: frozenset[str]) -> bool:
    """Whether some attribute in an expression has one of these names."""
    return any(isinstance(node, cst.Attribute) and node.attr.value in names for node in nodes(test))


__all__ = ["SlowSection", "SlowSections"]
