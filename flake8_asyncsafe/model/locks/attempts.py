"""Acquisitions that may come back without the lock, and what becomes of their answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind, Where
from flake8_asyncsafe.model.calls.arguments import argument, is_complete
from flake8_asyncsafe.model.ops import Try, enclosing
from flake8_asyncsafe.model.values import UNKNOWN, Constant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op
    from flake8_asyncsafe.model.scopes import Function


@dataclass(frozen=True, slots=True)
class Attempt:
    """An acquire that may give up: ``node`` is the whole call, ``waits`` whether it waits for a while first."""

    lock: Lock
    node: cst.Call
    op: Call
    waits: bool


class Attempts:
    """The try-acquires of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def ignored(self, function: Function) -> Iterator[Attempt]:
        """The attempts of a function whose answer nothing looks at, although the section after them needs the lock."""
        for call in function.calls:
            attempt = self.attempt(call)
            if attempt is not None and self._is_dropped(attempt) and not self._is_signal(attempt):
                yield attempt

    def attempt(self, call: Call) -> Attempt | None:
        """The attempt that a call makes, here or on a worker thread; None if it waits for ever, or raises instead."""
        for lock, given in self._acquires(call):
            traits = lock.traits
            if traits is None or traits.kind is LockKind.ASYNC or traits.raises_on_timeout:
                continue
            waits = self._gives_up_after_waiting(given, call, lock)
            if waits is not None:
                return Attempt(lock, call.node, call, waits)
        return None

    def _acquires(self, call: Call) -> Iterator[tuple[Lock, cst.Call]]:
        """(lock, call with the arguments of its acquire): a plain call, or ``to_thread(lock.acquire, timeout=1)``."""
        locks = self._module.locks
        func = call.node.func
        if (isinstance(func, cst.Attribute) and func.attr.value == "acquire") or isinstance(func, cst.Name):
            lock = locks.method_call(call, "acquire")
            if lock is not None:
                yield lock, call.node
                return
        for place, arg in enumerate(call.node.args):
            method = arg.value
            if not isinstance(method, cst.Attribute) or method.attr.value != "acquire" or arg.keyword is not None:
                continue
            for _, runs, given in self._module.spawns.handed_over(call):
                lock = locks.lock(method.value, call) if given is method and runs.where is Where.THREAD else None
                if lock is not None and is_complete(call.node):
                    yield lock, call.node.with_changes(args=call.node.args[place + 1 :])

    def _gives_up_after_waiting(self, call: cst.Call, op: Op, lock: Lock) -> bool | None:
        """Whether a bounded acquire waits at first (True) or not at all (False); None if it waits for ever."""
        if not is_complete(call):
            return None
        flag = argument(call, "blocking", 0) or argument(call, "block", 0)
        if flag is not None:
            known = self._constants(flag, op)
            if known and not any(known):
                return False
            if not known:
                return None  # a caller decides, who then gets no answer: not certain
        timeout = argument(call, "timeout", 1)
        if timeout is None:
            return None
        values = self._module.values(timeout, op)
        endless = {None} if lock.kind is LockKind.PROCESS else {None, -1}
        if all(isinstance(value, Constant) and value.value in endless for value in values):
            return None
        return True

    def _constants(self, expression: cst.BaseExpression, op: Op) -> list[object]:
        values = self._module.values(expression, op)
        if UNKNOWN in values or not all(isinstance(value, Constant) for value in values):
            return []
        return [value.value for value in values if isinstance(value, Constant)]

    def _is_dropped(self, attempt: Attempt) -> bool:
        use = self._module.use(attempt.node)
        if use.kind == "awaited" and isinstance(use.node, cst.Await):
            use = self._module.use(use.node)
        return use.kind == "dropped" or self._module.is_never_read(use)

    def _is_signal(self, attempt: Attempt) -> bool:
        """A semaphore that counts, or a lock that is held already: the wait is for somebody's release, or a drain."""
        lock = attempt.lock
        assert lock.traits is not None
        function = attempt.op.function
        sections = self._module.critical
        gives_back = sections.operations.gives_back(function, lock.identity)
        if lock.traits.counting:  # `sem.acquire(False)` in front of a release sets the count to one
            return not (gives_back and (attempt.waits or self._is_section(attempt)))
        if any(lock.identity in sections.operations.entrusted(call) for call in function.calls):
            return True
        if not lock.excludes_itself:
            return False
        earlier = sections.held(attempt.op)
        mine = [held for held in earlier.may if held.lock.identity == lock.identity and held.blocking]
        if mine and earlier.surely(lock.identity):
            return True
        return not gives_back and self._is_armed(attempt)

    def _is_section(self, attempt: Attempt) -> bool:
        """Whether a ``finally`` behind an attempt gives back what that is believed to have got."""
        released = self._module.critical.released
        for call in attempt.op.function.calls:
            lock = released(call) if call.index > attempt.op.index else None
            if lock is not None and lock.identity == attempt.lock.identity:
                return any(isinstance(each, Try) and block is each.final for each, block in enclosing(call.block))
        return False

    def _is_armed(self, attempt: Attempt) -> bool:
        """Whether one function takes a lock for good and another gives it back: whoever waits waits for the latter."""
        sections = self._module.critical
        wanted = self._module.locks.owned(attempt.lock)
        armed = freed = False
        for function in sections.summaries.changers:
            if function is not attempt.op.function:
                for held, takes in sections.summaries.net(function):
                    if self._module.locks.owned(held.lock) == wanted:
                        armed, freed = armed or takes, freed or not takes
        return armed and freed
