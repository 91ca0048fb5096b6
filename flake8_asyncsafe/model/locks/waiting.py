"""Waits under a lock that whoever would end them has to take first.

A wait for a condition, an event or a queue ends when somebody else notifies, sets or puts.  If all who do so in sight
take a lock before, and the one who waits holds it, nobody ever does (A. Lister, *The Problem of Nested Monitor Calls*,
1977).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.calls.conditions import required
from flake8_asyncsafe.model.calls.methods import called_method
from flake8_asyncsafe.model.channels.abroad import UsesAbroad
from flake8_asyncsafe.model.locks.identity import Lock
from flake8_asyncsafe.model.locks.keys import attribute_key
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Enter, enclosing
from flake8_asyncsafe.model.sharing.accesses import Accesses
from flake8_asyncsafe.model.values import Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.channels.abroad import ChannelUse
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op
    from flake8_asyncsafe.model.scopes import Class

Key = tuple[object, ...]
#: (object, method, where the object is looked up) of a call
Called = tuple[cst.BaseExpression, str, "Op"]
#: methods that wait, with those that end the wait
_ENDED_BY = {
    "wait": frozenset({"set", "notify", "notify_all"}),
    "wait_for": frozenset({"notify", "notify_all"}),
    "get": frozenset({"put", "put_nowait"}),
}
_WAITED_FOR = ("Event", "Condition", "Queue", "LifoQueue", "PriorityQueue", "SimpleQueue", "JoinableQueue")


@dataclass(frozen=True, slots=True)
class NestedWait:
    """``call`` waits while ``lock`` is held; what would end the wait, at the place ``waker``, takes that lock first.

    ``timed``: the wait ends by itself, but never sooner.
    """

    call: Call
    lock: Lock
    waker: str
    timed: bool = False


class NestedWaits:
    """The nested waits of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._accesses = module.ask(Accesses)
        self._abroad = module.ask(UsesAbroad)

    def found(self) -> Iterator[NestedWait]:
        """Every wait under a lock that all who could end it take first."""
        if not self._module.critical.any_locks:
            return
        wakers: dict[Key, list[tuple[str, Call]]] = {}
        waits: list[tuple[Key, Call, Called]] = []
        names = frozenset.union(*_ENDED_BY.values())
        for call in self._module.calls():
            called = called_method(call)
            if called is None:
                continue
            subject, name, place = called
            waits_here = name in _ENDED_BY and not _is_brief(call, name) and not self._has_looked(call, called)
            if name in names or waits_here:
                key = self._waited_for(subject, place)
                if key is not None and name in names:
                    wakers.setdefault(key, []).append((name, call))
                elif key is not None:
                    waits.append((key, call, called))
        for key, call, (subject, method, place) in waits:
            ending = [waker for name, waker in wakers.get(key, ()) if name in _ENDED_BY[method]]
            abroad = [each for each in self._abroad.of(subject, place) if each[1].method in _ENDED_BY[method]]
            own = self._module.locks.lock(subject, place)
            for lock, identity in self._held(call):
                if own is not None and (lock.identity == own.identity or self._is_built_on(subject, place, lock)):
                    continue
                if (
                    (ending or abroad)
                    and all(identity in self.taken_for(waker) for waker in ending)
                    and all(self._takes(cls, use, identity) for cls, use in abroad)
                ):
                    first = f"line {self._module.line(ending[0].node)}" if ending else abroad[0][1].place
                    yield NestedWait(call, lock, first, _limit(call, method) is not None)
                    break

    def _held(self, op: Op) -> Iterator[tuple[Lock, Key]]:
        state = self._module.critical.held(op)
        for held in sorted(state.may, key=lambda each: each.op.index):
            lock = held.lock
            if state.surely(lock.identity) and lock.single and lock.traits is not None and not lock.traits.counting:
                yield lock, self._module.locks.owned(lock)

    def taken_for(self, op: Op) -> frozenset[Key]:
        """The locks that who ends a wait has to take: held there, by all who call the function, or had before."""
        return self._accesses.held(op) | frozenset(key for _, key in self._held(op)) | frozenset(self._had(op))

    def _had(self, op: Op) -> Iterator[Key]:
        """The locks of each ``with`` that control certainly has come through on its way to an operation."""
        around = {op.block, *(block for _, block in enclosing(op.block))}
        for each in op.function.ops:
            if isinstance(each, Enter) and each.index < op.index and each.block in around:
                lock = self._module.locks.entered(each)
                if lock is not None and lock.single and lock.traits is not None and not lock.traits.counting:
                    yield self._module.locks.owned(lock)

    def _takes(self, cls: Class, use: ChannelUse, identity: Key) -> bool:
        """Whether a method of another module takes a lock of the same object before it ends the wait."""
        return any(attribute_key(self._module, cls, name) == identity for name in use.held)

    def _waited_for(self, node: cst.BaseExpression, place: Op) -> Key | None:
        """What tells apart the events, conditions and queues of the module; None for something else."""
        if not isinstance(node, (cst.Name, cst.Attribute)):
            return None
        for value in self._module.values(node, place):
            name = value.type if isinstance(value, Instance) and isinstance(value.type, str) else ""
            if name.rpartition(".")[2] in _WAITED_FOR:
                path, single = self._module.locks.path(node, place)
                return self._module.locks.owned(Lock(path, "", None)) if single else None
        return None

    def _is_built_on(self, subject: cst.BaseExpression, place: Op, lock: Lock) -> bool:
        """``ready = Condition(lock)`` in the body of a class: the wait gives that lock back."""
        name = lock.text.rpartition(".")[2]
        return any(
            isinstance(value, Instance)
            and value.origin is not None
            and any(self._module.source(arg.value).rpartition(".")[2] == name for arg in value.origin.args)
            for value in self._module.values(subject, place)
        )

    def _has_looked(self, call: Call, called: Called) -> bool:
        """``while not queue.empty(): queue.get()`` under the lock of all who use the queue: it does not wait."""
        subject, method, _ = called
        if method != "get":
            return False
        asked = self._module.source(subject) + "."
        tests = [test for _, test, _ in required(call)]
        for compound, _ in enclosing(call.block):
            if isinstance(compound.node, cst.While):
                tests.append(compound.node.test)
        return any(asked in self._module.source(test) for test in tests)


def _limit(call: Call, method: str) -> cst.BaseExpression | None:
    """The time limit of a wait."""
    place = {"wait": 0, "wait_for": 1, "get": 1}[method]
    given = argument(call.node, "timeout", place)
    return None if given is None or dotted_text(given) == "None" else given


def _is_brief(call: Call, method: str) -> bool:
    """Whether a wait is only a look: ``get(block=False)``, ``wait(0.1)``.

    ``get(timeout=5)`` is taken for one as well: it finds what was put before.
    """
    limit = _limit(call, method)
    if method == "get":
        block = argument(call.node, "block", 0)
        return limit is not None or (block is not None and dotted_text(block) != "True")
    return isinstance(limit, (cst.Integer, cst.Float)) and limit.evaluated_value < 1
