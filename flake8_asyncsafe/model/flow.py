"""Forward data flow over the structure of a function.

One interpreter for every question about paths: it walks the blocks of a function with an abstract state, joins where
paths meet, repeats loops to a fixed point, and runs a ``finally`` (or the end of a ``with``) once for every way out of
its body, as CPython's own bytecode does.  A question is a `Flow` subclass that says what each operation does to
the state.  The walk is driven by generators on an explicit stack, so nesting in the input does not recurse here.

Exceptions: a call, suspension point, yield, raise or subscript may raise; the state it raises with joins the handlers'
entry.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import libcst as cst

from flake8_asyncsafe.model.ops import (
    Block,
    Branch,
    Call,
    ClassBody,
    Compound,
    Enter,
    Iterate,
    Jump,
    Loop,
    Op,
    Raise,
    Return,
    Suspend,
    Try,
    With,
    Yield,
)

if TYPE_CHECKING:
    from flake8_asyncsafe.model.scopes import Function

S = TypeVar("S")

_MAY_RAISE = (Call, Suspend, Yield, Raise, Enter, Iterate)
#: a loop's state grows with every turn and is finite; this bound only guards against a question without end
_TURNS = 50
#: a finally is interpreted for so many different states before they are joined (each nesting multiplies them)
_WAYS = 24

NEXT, BREAK, CONTINUE, RETURN, RAISE = "next", "break", "continue", "return", "raise"


class Outcome(Generic[S]):
    """The states with which control leaves a block, by the way it leaves: next, break, continue, return, raise."""

    __slots__ = ("_flow", "states")

    def __init__(self, flow: Flow[S]) -> None:
        self._flow = flow
        self.states: dict[str, S] = {}

    def add(self, way: str, state: S | None) -> None:
        """Join a state into one of the ways out; None is unreachable."""
        if state is None:
            return
        old = self.states.get(way)
        self.states[way] = state if old is None else self._flow.join(old, state)

    def merge(self, other: Outcome[S], *, leave_out: str = "") -> None:
        """Join another outcome's ways into this one."""
        for way, state in other.states.items():
            if way != leave_out:
                self.add(way, state)

    def get(self, way: str) -> S | None:
        """The state of one way out, or None if control never leaves that way."""
        return self.states.get(way)


class Flow(Generic[S]):
    """A forward analysis; subclasses give `join` and `transfer` and may give `refine`, `handles` and `swallows`."""

    def __init__(self, function: Function) -> None:
        self.function = function
        #: the state just before each reached operation, joined over all paths
        self.before: dict[Op, S] = {}
        # what keeps nested loops and finally blocks from multiplying: where a loop's last visit ended (per way through
        # the finally blocks around it), and what came of the states that a finally was entered with
        self._entries: dict[tuple[object, ...], S] = {}
        self._left: dict[Block, list[tuple[S, Outcome[S]]]] = {}
        self._ways: list[tuple[Block, str]] = []

    # -- the question -------------------------------------------------------------------------------------------------

    def join(self, left: S, right: S) -> S:
        """The state where two paths meet."""
        raise NotImplementedError

    def transfer(self, op: Op, state: S) -> tuple[S, S]:
        """The states after ``op``: if it completes, and if it raises."""
        raise NotImplementedError

    def refine(self, test: cst.BaseExpression | None, state: S, *, truth: bool) -> S:
        """The state knowing that ``test`` came out as ``truth``."""
        del test, truth
        return state

    def handles_all(self, node: cst.ExceptHandler | cst.ExceptStarHandler) -> bool:
        """Whether a handler lets no exception pass: a bare ``except`` or ``except BaseException``."""
        kind = node.type
        return kind is None or (isinstance(kind, cst.Name) and kind.value == "BaseException")

    def handler_entry(self, node: cst.ExceptHandler | cst.ExceptStarHandler, state: S) -> S | None:
        """The state with which a handler starts; None if nothing that the try raises gets there."""
        del node
        return state

    def unhandled(self, item: Try, state: S) -> S | None:
        """The state of what a try's body raises and none of its handlers takes; ``state`` is all that it raises."""
        del item
        return state

    def choose(self, item: Branch, arm: int, state: S, *, truth: bool) -> S:
        """The state knowing whether an arm of a branch was taken; by default what its test tells."""
        return self.refine(item.tests[arm], state, truth=truth)

    def swallows(self, scope: With) -> bool:
        """Whether leaving a with by an exception may go on after it."""
        del scope
        return False

    def may_raise(self, op: Op) -> bool:
        """Whether an operation may raise, as far as the question cares."""
        return isinstance(op, _MAY_RAISE) or type(op.node) is cst.Subscript

    def step_may_raise(self, loop: Loop) -> bool:
        """Whether asking for the next element of a ``for`` may raise, as far as the question cares."""
        del loop
        return True

    # -- the interpreter ----------------------------------------------------------------------------------------------

    def run(self, start: S) -> Outcome[S]:
        """Interpret the function's body from ``start``; fills `before` and returns how control leaves."""
        return self.run_part(self.function.body, start)

    def run_part(self, block: Block, start: S) -> Outcome[S]:
        """Interpret one block of the function alone, as `run` does the whole."""
        stack: list[Any] = [self._block(block, start)]
        result: Any = None
        while stack:
            try:
                below = stack[-1].send(result)
            except StopIteration as stop:
                stack.pop()
                result = stop.value
            else:
                stack.append(below)
                result = None
        assert isinstance(result, Outcome)
        return result

    def _block(self, block: Block, state: S | None) -> Any:
        out: Outcome[S] = Outcome(self)
        for item in block.items:
            if state is None:
                break
            if isinstance(item, Op):
                state = self._op(item, state, out)
            else:
                inner: Outcome[S] = yield self._compound(item, state)
                state = inner.get(NEXT)
                out.merge(inner, leave_out=NEXT)
        out.add(NEXT, state)
        return out

    def _op(self, op: Op, state: S, out: Outcome[S]) -> S | None:
        old = self.before.get(op)
        self.before[op] = state if old is None else self.join(old, state)
        after, failed = self.transfer(op, state)
        if self.may_raise(op):
            out.add(RAISE, failed)
        if isinstance(op, Return):
            out.add(RETURN, after)
            return None
        if isinstance(op, Raise):
            return None
        if isinstance(op, Jump):
            out.add(BREAK if isinstance(op.node, cst.Break) else CONTINUE, after)
            return None
        return after

    def _compound(self, item: Compound, state: S) -> Any:
        if isinstance(item, Branch):
            return self._branch(item, state)
        if isinstance(item, Loop):
            return self._loop(item, state)
        if isinstance(item, Try):
            return self._try(item, state)
        if isinstance(item, With):
            return self._with(item, state)
        assert isinstance(item, ClassBody)
        return self._block(item.body, state)

    def _branch(self, item: Branch, start: S) -> Any:
        out: Outcome[S] = Outcome(self)
        state: S | None = start
        for arm, (test, body) in enumerate(item.arms):
            if state is None:
                break
            tested: Outcome[S] = yield self._block(test, state)
            out.merge(tested, leave_out=NEXT)
            state = tested.get(NEXT)
            if state is None:
                break
            inner: Outcome[S] = yield self._block(body, self.choose(item, arm, state, truth=True))
            out.merge(inner)
            state = self.choose(item, arm, state, truth=False)
        if item.kind == "match" and _matches_everything(item):
            state = None
        if item.orelse is not None and state is not None:
            inner = yield self._block(item.orelse, state)
            if item.kind == "assert":
                out.add(RAISE, inner.get(NEXT))
                out.merge(inner, leave_out=NEXT)
            else:
                out.merge(inner)
        else:
            out.add(NEXT, state)
        return out

    def _loop(self, item: Loop, start: S) -> Any:
        condition = item.node.test if isinstance(item.node, cst.While) else None
        key = (item, *self._ways)
        entry = self.join(start, self._entries[key]) if key in self._entries else start
        turn = 0
        while True:
            turn += 1
            out: Outcome[S] = Outcome(self)
            if condition is None and self.step_may_raise(item):
                out.add(RAISE, entry)
            head: Outcome[S] = yield self._block(item.head, entry)
            out.merge(head, leave_out=NEXT)
            state = head.get(NEXT)
            if state is None:
                return out
            body: Outcome[S] = yield self._block(item.body, self.refine(condition, state, truth=True))
            for way in (RETURN, RAISE):
                out.add(way, body.get(way))
            again: S = start
            for way in (NEXT, CONTINUE):
                back = body.get(way)
                if back is not None:
                    again = self.join(again, back)
            leaving = None
            if not item.endless:
                leaving = self._asked(item, entry) if condition is None else self.refine(condition, state, truth=False)
            again = self.join(entry, again)
            if again == entry or turn == _TURNS:
                break
            entry = again
        self._entries[key] = entry
        if item.orelse is not None and leaving is not None:
            last: Outcome[S] = yield self._block(item.orelse, leaving)
            out.merge(last)
        else:
            out.add(NEXT, leaving)
        out.add(NEXT, body.get(BREAK))
        return out

    def _asked(self, item: Loop, state: S) -> S:
        """The state once a for loop has asked for an element in vain: its head binds none, but may have awaited."""
        first = item.head.items[0] if item.is_async and item.head.items else None
        return self.transfer(first, state)[0] if isinstance(first, Suspend) else state

    def _try(self, item: Try, start: S) -> Any:
        out: Outcome[S] = Outcome(self)
        body: Outcome[S] = yield self._block(item.body, start)
        raised = body.get(RAISE)
        caught = False
        for handler in item.handlers:
            if raised is None or caught:
                break
            entry = self.handler_entry(handler.node, raised)
            if entry is None:
                continue
            inner: Outcome[S] = yield self._block(handler.block, entry)
            out.merge(inner)
            caught = self.handles_all(handler.node)
            if isinstance(handler.node, cst.ExceptStarHandler):
                # each handler takes its part of the group; what it raises waits until all have run
                for way in (NEXT, RAISE):
                    after = inner.get(way)
                    raised = self.join(raised, after) if after is not None else raised
        if not caught and raised is not None:
            out.add(RAISE, self.unhandled(item, raised))
        state = body.get(NEXT)
        if item.orelse is None:
            out.merge(body, leave_out=RAISE)
        else:
            for way in (BREAK, CONTINUE, RETURN):
                out.add(way, body.get(way))
            if state is not None:
                inner = yield self._block(item.orelse, state)
                out.merge(inner)
        if item.final is None:
            return out
        return (yield self._leave_through(item.final, out))

    def _with(self, item: With, start: S) -> Any:
        body: Outcome[S] = yield self._block(item.body, start)
        out: Outcome[S] = yield self._leave_through(item.exit, body)
        if self.swallows(item):
            out.add(NEXT, out.get(RAISE))
        return out

    def _leave_through(self, final: Block, ways: Outcome[S]) -> Any:
        out: Outcome[S] = Outcome(self)
        known = self._left.setdefault(final, [])
        for way, state in list(ways.states.items()):
            if len(known) >= _WAYS:
                state = reduce(self.join, (each for each, _ in known), state)  # noqa: PLW2901
            last: Outcome[S] | None = next((found for each, found in known if each == state), None)
            if last is None:
                self._ways.append((final, way))
                last = yield self._block(final, state)
                self._ways.pop()
                assert last is not None
                known.append((state, last))
            out.add(way, last.get(NEXT))
            out.merge(last, leave_out=NEXT)
        return out


def _matches_everything(item: Branch) -> bool:
    node = item.node
    if not isinstance(node, cst.Match) or not node.cases:
        return False
    last = node.cases[-1]
    return last.guard is None and isinstance(last.pattern, cst.MatchAs) and last.pattern.pattern is None
