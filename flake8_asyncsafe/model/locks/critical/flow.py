"""The flow of held locks through one function."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.flow import Flow, Outcome
from flake8_asyncsafe.model.locks.balance.worlds import atoms
from flake8_asyncsafe.model.locks.critical.operations import method_of
from flake8_asyncsafe.model.locks.critical.state import Held, Identity, Locked
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Enter, Exit, Op, Suspend, With

if TYPE_CHECKING:
    from flake8_asyncsafe.model.locks.critical.sections import CriticalSections
    from flake8_asyncsafe.model.scopes import Function

_CANCELLATIONS = frozenset({"CancelledError", "Cancelled"})


class LockFlow(Flow[Locked]):
    """The flow of held locks through one function."""

    def __init__(self, function: Function, sections: CriticalSections) -> None:
        super().__init__(function)
        self._sections = sections
        self._by_node = {call.node: call for call in function.calls}
        self.outcome: Outcome[Locked] = Outcome(self)
        self._awaited: dict[cst.CSTNode, Call] = {
            wait: call
            for call in function.calls
            if method_of(call) == "acquire" and (wait := sections.operations.await_of(call)) is not None
        }
        self._flags = sections.operations.flags(function)
        #: (operation, lock given back) in the order reached
        self.releases: dict[tuple[Op, Identity], None] = {}

    def join(self, left: Locked, right: Locked) -> Locked:
        """Held on some path: union; held on every path: intersection."""
        return left.join(right)

    def transfer(self, op: Op, state: Locked) -> tuple[Locked, Locked]:
        """An acquire that raises has not acquired; a release that raises has released."""
        if isinstance(op, Enter):
            after = state
            for held in self._sections.operations.entered(op):
                after = after.take(held)
            return after, state
        if isinstance(op, Exit):
            return self._leave(op, state), state
        if isinstance(op, Call):
            return self._call(op, state)
        awaited = self._awaited.get(op.node) if isinstance(op, Suspend) else None
        if awaited is not None and self._sections.acquired(awaited) is not None:
            # an async lock is taken when the await is over: cancelled in it, the task holds nothing
            return self._take(awaited, state)
        if isinstance(op, Suspend) and isinstance(op.node, cst.Await) and isinstance(op.node.expression, cst.Call):
            # so is the lock that a helper takes: what ends the await early is raised in the helper
            failed = state
            helper = self._by_node.get(op.node.expression)
            for held, takes in self._sections.summaries.net_effects(helper) if helper is not None else ():
                failed = failed.drop(held.lock.identity) if takes else failed
            return state, failed
        return state, state

    def may_raise(self, op: Op) -> bool:
        """Calls that cannot fail do not endanger a release."""
        if isinstance(op, Call) and self._sections.operations.never_fails(op):
            return False
        return super().may_raise(op)

    def handles_all(self, node: cst.ExceptHandler | cst.ExceptStarHandler) -> bool:
        """``except (Exception, CancelledError)`` is as good as all: what else ends a coroutine ends the program."""
        if super().handles_all(node):
            return True
        if not isinstance(node.type, cst.Tuple):
            return False
        names = {dotted_text(element.value).rpartition(".")[2] for element in node.type.elements}
        return "BaseException" in names or ("Exception" in names and bool(names & _CANCELLATIONS))

    def is_told(self, identity: Identity) -> bool:
        """Whether a function returns the very flag that says whether it took a lock: its caller knows."""
        returned = [each.value for each in self.function.returns]
        return bool(returned) and all(
            isinstance(value, cst.Name) and identity in self._flags.get(value.value, ()) for value in returned
        )

    def _take(self, op: Call, state: Locked) -> tuple[Locked, Locked]:
        taken = self._sections.acquired(op)
        if taken is None or self._sections.is_condition(op):
            return state, state
        return state.take(taken), state

    def _leave(self, op: Exit, state: Locked) -> Locked:
        owner = op.block.owner
        if isinstance(owner, With):
            for held in self._sections.operations.entered(owner.enter):
                state = state.leave(held)
        if op.node.asname is not None:
            stack = dotted_text(op.node.asname.name)
            for held in state.may:
                if held.stack and held.stack == stack:
                    state = state.leave(held)
        return state

    def _call(self, op: Call, state: Locked) -> tuple[Locked, Locked]:
        sections = self._sections
        taken = sections.acquired(op)
        if taken is not None:
            return (state, state) if sections.operations.takes_when_awaited(taken) else self._take(op, state)
        freed = sections.released(op)
        if freed is not None:
            after = state.drop(freed.identity)
            self.releases[op, freed.identity] = None
            return after, after
        pushed = sections.pushed(op)
        if pushed is not None:
            return state.take(pushed), state
        after = state
        for held in sections.operations.emptied(op, state):
            after = after.leave(held)
        for identity in (*sections.operations.entrusted(op), *sections.operations.lent(op)):
            after = after.forget(identity)
        for held, takes in sections.summaries.net_effects(op):
            if takes and self._tells(op, held):
                continue  # `refine` sees where it was got
            after = after.take(held) if takes else after.drop(held.lock.identity)
        return after, after if after.may <= state.may else state

    def _tells(self, op: Call, held: Held) -> bool:
        """``if self.try_lock():``, of a helper that hands on the answer of its own attempt."""
        return not held.blocking and self._sections.is_condition(op)

    def refine(self, test: cst.BaseExpression | None, state: Locked, *, truth: bool) -> Locked:
        """``if lock.acquire(...)``: held where the test was true; ``if lock.locked()``: not held where it was not."""
        for atom in atoms(test, truth=truth) if test is not None else ():
            node = atom.node
            if isinstance(node, (cst.Name, cst.Attribute)) and not atom.truth and dotted_text(node) in self._flags:
                # `taken = lock.acquire(False)` or `held = True` after it: without the flag the lock is not held
                for identity in self._flags[dotted_text(node)] or [
                    h.lock.identity for h in state.may if h.how == "acquire"
                ]:
                    state = state.forget(identity)
            elif isinstance(node, cst.Call) and node in self._by_node:
                state = self._told(self._by_node[node], state, truth=atom.truth)
        return state

    def _told(self, call: Call, state: Locked, *, truth: bool) -> Locked:
        """What the answer of a call says about a lock: what is not locked is not held here either."""
        taken = self._sections.acquired(call) if truth else None
        if taken is not None and self._sections.is_condition(call):
            return state.take(taken)
        if truth and taken is None:
            for held, takes in self._sections.summaries.net_effects(call):
                if takes and self._tells(call, held):
                    state = state.take(held)
        asked = self._sections.operations.asked(call) if not truth and state.may else None
        return state.forget(asked.identity) if asked is not None else state
