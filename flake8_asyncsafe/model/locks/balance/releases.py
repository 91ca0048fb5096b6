"""Releases of locks that some path does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.flow import NEXT, RETURN
from flake8_asyncsafe.model.locks.attempts import Attempts
from flake8_asyncsafe.model.locks.balance.flow import BalanceFlow, tolerated
from flake8_asyncsafe.model.locks.balance.worlds import Count, World
from flake8_asyncsafe.model.locks.guaranteed import GuaranteedRelease
from flake8_asyncsafe.model.locks.identity import says_lock, words
from flake8_asyncsafe.model.ops import Block, Branch, Call, Exit, Loop, Op, With, enclosing
from flake8_asyncsafe.model.scopes import Scope
from flake8_asyncsafe.model.values import FunctionRef, Method
from flake8_asyncsafe.syntax.walk import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.locks.critical.state import Identity
    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

_BOUNDED = "BoundedSemaphore"
_CONDITIONS = ("if", "match", "ternary", "boolean")


@dataclass(frozen=True, slots=True)
class Excess:
    """A release of what is not held: ``why`` is "released", "failed", "exit" or "untaken", ``other`` where that was."""

    op: Op
    lock: Lock
    why: str
    other: Op


class Releases:
    """The balance of acquires and releases of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._sections = module.critical
        self._reach: dict[Function, bool] = {}

    def excess(self, function: Function) -> Iterator[Excess]:
        """The releases of a function that give back what some path does not hold, each once."""
        tracked = self._tracked(function)
        if not tracked:
            return
        flow = BalanceFlow(function, self._module, tracked, self._helper)
        flow.run(frozenset({World()}))
        found: dict[Op, Excess] = {}
        for op, identity, count in flow.excess:
            each = self._judged(function, flow, op, tracked[identity], count)
            if each is not None and not tolerated(each.op, self._module):
                found.setdefault(each.op, each)
        yield from found.values()

    # -- which locks --------------------------------------------------------------------------------------------------

    def _tracked(self, function: Function) -> dict[Identity, Lock]:
        found: dict[Identity, Lock] = {}
        for call in function.calls:
            lock = self._sections.released(call) or self._freed_by_helper(call)
            if lock is not None and self._is_certain(lock, function):
                found[lock.identity] = lock
        if not found:
            return found
        # what other rules report is not reported again: an acquire inside the try (ASF202), an ignored answer (ASF208)
        missing = self._module.ask(GuaranteedRelease).missing(function)
        reported = {each.held.lock.identity for each in missing if each.inside}
        reported |= {each.lock.identity for each in self._module.ask(Attempts).ignored(function)}
        for inner in self._module.functions:
            if inner.parent is function:  # a closure that takes it or gives it back, perhaps on another thread
                for call in inner.calls:
                    taken = self._sections.acquired(call)
                    lock = taken.lock if taken is not None else self._sections.released(call)
                    if lock is not None:
                        reported.add(lock.identity)
        return {identity: lock for identity, lock in found.items() if identity not in reported}

    def _is_certain(self, lock: Lock, function: Function) -> bool:
        """Whether a release too many of a lock is certainly wrong, and the lock certainly one and the same."""
        traits = lock.traits
        if traits is None or not lock.single or traits.kind is LockKind.FILE:
            return False
        if traits.counting and not lock.type.endswith(_BOUNDED):
            return False
        if traits.reentrant and self._is_taken_for_others(lock, function):
            return False  # released once more, it may still be held
        root = lock.path.root
        if root[0] == "fresh":
            return False
        scope, name = (root[1], root[2]) if root[0] == "local" else (None, None)
        if isinstance(scope, Scope) and isinstance(name, str):
            writes = scope.bindings.get(name, ())
            return len(writes) == 1 and writes[0].how != "for" and scope is function.scope
        return True

    def _is_taken_for_others(self, lock: Lock, function: Function) -> bool:
        """Whether another function takes a lock by hand: who calls this one may hold it."""
        wanted = self._module.locks.owned(lock)
        for other in self._sections.summaries.changers:
            flow = self._sections.flow(other) if other is not function else None
            for way in (NEXT, RETURN):
                state = flow.outcome.get(way) if flow is not None else None
                for held in state.may if state is not None else ():
                    if held.how == "acquire" and self._module.locks.owned(held.lock) == wanted:
                        return True
        return False

    # -- helpers ------------------------------------------------------------------------------------------------------

    def _freed_by_helper(self, op: Call) -> Lock | None:
        """The lock that a call of a helper certainly gives back, as its caller sees it."""
        targets = self._module.targets(op) if self._sections.summaries.changers else ()
        if len(targets) != 1 or not isinstance(targets[0], (FunctionRef, Method)):
            return None
        callee = targets[0].function
        lock = self._plain_release(callee) if callee in self._sections.summaries.changers else None
        return self._sections.summaries.translated(lock, callee, op.node, op) if lock is not None else None

    def _helper(self, op: Call) -> tuple[Identity | None, bool]:
        """(lock, True) if a call certainly gives it back, (None, True) if it may do anything, (None, False) if not."""
        lock = self._freed_by_helper(op)
        if lock is not None:
            return lock.identity, True
        return None, any(
            isinstance(target, (FunctionRef, Method)) and self._changes(target.function, 0)
            for target in self._module.targets(op)
        )

    def _changes(self, function: Function, depth: int) -> bool:
        """Whether calling a function may leave the set of held locks changed."""
        if function in self._reach or depth > 20:
            return self._reach.get(function, True)
        self._reach[function] = False
        found = function in self._sections.summaries.changers or any(
            self._changes(edge.callee, depth + 1) for edge in self._module.graph.edges(function)
        )
        self._reach[function] = found
        return found

    def _plain_release(self, function: Function) -> Lock | None:
        """The lock that a helper gives back whatever happens, and the only thing that it does with locks."""
        if function.is_async or function.is_generator:
            return None
        freed = [(call, lock) for call in function.calls if (lock := self._sections.released(call)) is not None]
        taken = any(self._sections.acquired(call) is not None for call in function.calls)
        if len(freed) != 1 or taken or freed[0][0].block is not function.body:
            return None
        if any(not isinstance(item, Op) for item in function.body.items[: freed[0][0].at]):
            return None
        return freed[0][1]

    # -- judging ------------------------------------------------------------------------------------------------------

    def _judged(self, function: Function, flow: BalanceFlow, op: Op, lock: Lock, count: Count) -> Excess | None:
        last = count.last
        if isinstance(op, Exit):
            return self._at_exit(op, lock, last)
        if last is None:
            return self._untaken(function, flow, op, lock)
        if isinstance(last, Call) and self._sections.acquired(last) is not None:
            return Excess(op, lock, "failed", last)
        if isinstance(last, Exit):
            owner = last.block.owner
            if isinstance(owner, With):
                return Excess(op, lock, "released", owner.enter) if count.taken else None
        if not self._both_happen(last, op):
            return None
        if count.taken or (not lock.traits.reentrant and _adjacent(last, op)):  # type: ignore[union-attr]
            return Excess(op, lock, "released", last)
        return None

    @staticmethod
    def _at_exit(op: Exit, lock: Lock, last: Op | None) -> Excess | None:
        """The end of a ``with`` whose body gave the lock back: the release in it is the one too many."""
        owner = op.block.owner
        if not isinstance(last, Call) or not isinstance(owner, With):
            return None
        inside = any(block is owner.body for _, block in enclosing(last.block))
        return Excess(last, lock, "exit", owner.enter) if inside or last.block is owner.body else None

    def _untaken(self, function: Function, flow: BalanceFlow, op: Op, lock: Lock) -> Excess | None:
        """A path on which nothing took the lock: only where another path did, and no condition of its own decides."""
        if op not in flow.rightful:
            return None
        takes = [
            held.op
            for held in self._sections.operations.taken_by(function)
            if held.lock.identity == lock.identity and held.op.index < op.index
        ]
        around = {id(compound) for compound, _ in _conditions(op.block)}
        for take in takes:
            outside = {id(compound) for compound, _ in _conditions(take.block)}
            if around - outside or _says_held(take.block, op.block):
                return None
            loops = {id(compound) for compound, _ in enclosing(take.block) if isinstance(compound, Loop)}
            if loops - {id(compound) for compound, _ in enclosing(op.block)}:
                return None
        return Excess(op, lock, "untaken", takes[-1]) if takes else None

    @staticmethod
    def _both_happen(first: Op, second: Op) -> bool:
        """Whether one run may certainly come to both: not if each has conditions of its own, which may exclude it."""
        one = {(id(compound), id(block)) for compound, block in _conditions(first.block)}
        two = {(id(compound), id(block)) for compound, block in _conditions(second.block)}
        if first.index >= second.index:  # round a loop
            loop = next((compound for compound, _ in enclosing(second.block) if isinstance(compound, Loop)), None)
            return loop is not None and not any(
                any(compound is loop for compound, _ in enclosing(branch.block))
                for branch, _ in _conditions(first.block)
            )
        return not (one - two and two - one)


def _conditions(block: Block) -> Iterator[tuple[Branch, Block]]:
    for compound, inner in enclosing(block):
        if isinstance(compound, Branch) and compound.kind in _CONDITIONS:
            yield compound, inner


def _says_held(take: Block, release: Block) -> bool:
    """Whether the condition of an acquire is called after the lock: ``if not locked: lock.acquire()`` is a protocol."""
    shared = {id(compound) for compound, _ in _conditions(release)}
    for branch, _ in _conditions(take):
        for test in branch.tests if id(branch) not in shared else ():
            for name in names_in(test):
                if says_lock(name) or words(name) & {"locked", "held", "own", "owned", "acquire", "acquired", "have"}:
                    return True
    return False


def _adjacent(first: Op, second: Op) -> bool:
    """Whether nothing is called between two operations of a block."""
    if first.block is not second.block:
        return False
    between = first.block.items[first.at + 1 : second.at]
    return second.at > first.at and not any(isinstance(item, Call) or not isinstance(item, Op) for item in between)
