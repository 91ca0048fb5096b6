"""Polling: loops that only wait, by sleeping, for what another task will set.

Such a loop has three marks.  All that it awaits on its way round are sleeps.  What it does besides is nothing that
anybody would run a loop for: it counts, looks at the clock, writes to the log.  And one of the tests that end it asks
for state of this process that other tasks set (`Questions`), none for anything else but the time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.ops import (
    Block,
    Branch,
    Call,
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
    Write,
    Yield,
)
from flake8_asyncsafe.model.progress.changes import LOOKING_BUILTINS
from flake8_asyncsafe.model.progress.questions import Questions
from flake8_asyncsafe.model.values import External, ExternalMethod

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.progress.questions import State
    from flake8_asyncsafe.model.scopes import Function

#: coroutines of the async libraries that only let time pass
_PAUSES = frozenset({"sleep", "checkpoint", "sleep_until"})
#: roots of modules whose functions only compute, or tell the time
_COMPUTE = ("random.", "math.", "time.", "datetime.")
_LOG_METHODS = frozenset({"debug", "info", "warning", "warn", "error", "exception", "critical", "log", "trace"})
#: flags by whose setting something is told to end: a loop that runs until then keeps something alive
_ENDS = re.compile(r"stop|clos|shut|exit|quit|cancel|terminat|kill|abort|disconnect", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Poll:
    """A loop that polls; ``state`` is what it waits for, ``sleep`` the await by which it lets time pass."""

    loop: Loop
    state: State
    sleep: Suspend


class Polling:
    """The polling loops of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def loops(self) -> Iterator[Poll]:
        """Every ``while`` of a coroutine that polls."""
        for function in self._module.coroutines:
            if any(self._is_pause(point) for point in function.suspends):
                for loop in _loops(function):
                    found = self._poll(loop)
                    if found is not None:
                        yield found

    def _is_pause(self, point: Suspend) -> bool:
        node = point.node
        if not isinstance(node, cst.Await) or not isinstance(node.expression, cst.Call):
            return False
        names = self._module.names_of(node.expression.func, point)
        return bool(names) and all(
            name.rpartition(".")[2] in _PAUSES
            and (api := self._module.catalogue.api(name)) is not None
            and api.coroutine
            for name in names
        )

    def _poll(self, loop: Loop) -> Poll | None:
        turn = _Turn(loop)
        pauses = [op for op in turn.ops if isinstance(op, Suspend)]
        if turn.has_work or not pauses or not all(self._is_pause(point) for point in pauses):
            return None
        questions = Questions(self._module, loop)
        states = self._states(questions, turn)
        if not states or any(self._is_timer(point, questions) for point in pauses):
            return None
        state = states[0]
        ends = self._keeps_alive(turn)
        if not self._only_waits(turn, pauses, states, may_log=state.kind == "flag" and not ends):
            return None
        return Poll(loop, state, pauses[0])

    @staticmethod
    def _is_timer(pause: Suspend, questions: Questions) -> bool:
        """``sleep(self.expiry - now)``: it sleeps until a time that others may have put off when it wakes up."""
        assert isinstance(pause.node, cst.Await)
        assert isinstance(pause.node.expression, cst.Call)
        answers = [questions.ask(arg.value) for arg in pause.node.expression.args]
        return any(answer is not None and answer.clock and answer.states for answer in answers)

    @staticmethod
    def _states(questions: Questions, turn: _Turn) -> tuple[State, ...]:
        """What the exit tests wait for, in their order; nothing if one of them asks for something out of sight."""
        found: list[State] = []
        for test in turn.tests:
            answer = questions.ask(test)
            if answer is None:
                return ()
            found += sorted(answer.states, key=lambda state: (state.kind == "flag", state.text))
        return tuple(found)

    # -- what it does besides -----------------------------------------------------------------------------------------

    def _only_waits(self, turn: _Turn, pauses: list[Suspend], states: tuple[State, ...], *, may_log: bool) -> bool:
        inside = {node for point in pauses for node in _nodes(point.node)}
        asked = {node for test in turn.tests for node in _nodes(test)}
        names = {state.name for state in states if state.name}
        for op in turn.ops:
            if op.node in inside or op.node in asked:
                continue
            if isinstance(op, (Enter, Iterate, Yield)):
                return False
            if isinstance(op, Write) and not self._only_counts(op, names):
                return False
            if isinstance(op, Call) and not self._is_idle(op, may_log=may_log):
                return False
        return True

    @staticmethod
    def _only_counts(op: Write, names: set[str]) -> bool:
        """A local variable, or a counter that is no part of what the loop waits for."""
        if isinstance(op.node, cst.Name):
            return op.node.value not in names
        counts = isinstance(op.node, cst.Attribute) and op.how == "aug" and isinstance(op.value, cst.BaseNumber)
        return counts and isinstance(op.node, cst.Attribute) and op.node.attr.value not in names

    def _is_idle(self, op: Call, *, may_log: bool) -> bool:
        """Whether a call only computes, or tells somebody that we are waiting."""
        func = op.node.func
        if isinstance(func, cst.Attribute) and func.attr.value in _LOG_METHODS:
            receiver = self._module.source(func.value).rpartition(".")[2].lower()
            if "log" in receiver:
                return may_log
        targets = self._module.evaluator.calls.targets(op.node, op)
        if not targets or not all(isinstance(target, (External, ExternalMethod)) for target in targets):
            return False
        names = {target.name for target in targets if isinstance(target, (External, ExternalMethod))}
        if names & {"builtins.print"}:
            return may_log and not any(arg.keyword is not None and arg.keyword.value == "end" for arg in op.node.args)
        if all(name.startswith("logging.") for name in names):
            return may_log
        return all(
            name in LOOKING_BUILTINS
            or (name.startswith(_COMPUTE) and name != "time.sleep")
            or Questions.is_clock(name)
            or name.startswith("builtins.str.")
            for name in names
        )

    def _keeps_alive(self, turn: _Turn) -> bool:
        """Whether the loop runs until it is told to end, rather than until something has come about."""
        todo = list(turn.exits)
        while todo:
            node, goes_on = todo.pop()
            if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not):
                todo.append((node.expression, not goes_on))
            elif isinstance(node, cst.BooleanOperation):
                todo += [(node.left, goes_on), (node.right, goes_on)]
            elif isinstance(node, (cst.Name, cst.Attribute)):
                if goes_on or _ENDS.search(self._module.source(node)):
                    return True
            elif isinstance(node, cst.Call) and _ENDS.search(self._module.source(node.func)):
                return True
        return False


class _Turn:
    """One turn of a loop: the operations on the ways round, the tests that end it, and whether it does visible work."""

    def __init__(self, loop: Loop) -> None:
        self.ops: list[Op] = []
        self.tests: list[cst.BaseExpression] = []
        #: each exit test, and what it comes out as when the loop goes on
        self.exits: list[tuple[cst.BaseExpression, bool]] = []
        self.has_work = False
        self._loop = loop
        if isinstance(loop.node, cst.While) and not loop.endless:
            self.tests.append(loop.node.test)
            self.exits.append((loop.node.test, True))
        self._add(loop.head)
        self._add(loop.body)

    def _add(self, block: Block) -> None:
        stack: list[tuple[Block, bool]] = [(block, False)]
        while stack:
            block, tried = stack.pop()
            for item in block.items:
                if isinstance(item, Op):
                    self.ops.append(item)
                elif isinstance(item, Branch):
                    stack.extend((each, tried) for each in self._branch(item, tried=tried))
                elif isinstance(item, Try):
                    # what is tried may fail and be tried again, also if it would leave the loop
                    stack.append((item.body, True))
                    stack.extend((each.block, tried) for each in item.handlers if not self._leaves(each.block))
                    stack.extend((each, tried) for each in (item.orelse, item.final) if each is not None)
                elif isinstance(item, With) or (isinstance(item, Loop) and item.kind in {"while", "for"}):
                    self.has_work = True
                else:
                    stack.extend((each, tried) for each in item.blocks())

    def _branch(self, item: Branch, *, tried: bool) -> Iterator[Block]:
        """The parts of a branch that lie on the way round; what leaves the loop is no part of the waiting."""
        seen: list[cst.BaseExpression] = []
        for (test, body), condition in zip(item.arms, item.tests, strict=True):
            yield test
            if condition is not None:
                seen.append(condition)
            if self._leaves(body):
                self._ask(item, seen, goes_on=False)
            if tried or not self._leaves(body):
                yield body
        if item.orelse is not None:
            if item.kind == "assert" or self._leaves(item.orelse):
                self._ask(item, seen, goes_on=True)
            if tried or not self._leaves(item.orelse):
                yield item.orelse

    def _ask(self, item: Branch, seen: list[cst.BaseExpression], *, goes_on: bool) -> None:
        if isinstance(item.node, cst.Match):
            seen = [*seen, item.node.subject]
        self.tests.extend(seen)
        if seen:
            self.exits.append((seen[-1], goes_on))

    def _leaves(self, block: Block) -> bool:
        """Whether a block certainly ends the loop: its last item is a return, a raise, or a break of it."""
        last = block.items[-1] if block.items else None
        if isinstance(last, (Return, Raise)):
            return True
        return isinstance(last, Jump) and isinstance(last.node, cst.Break)


def _loops(function: Function) -> Iterator[Loop]:
    stack: list[Block] = [function.body]
    while stack:
        for item in stack.pop().items:
            if isinstance(item, Compound):
                stack.extend(item.blocks())
                if isinstance(item, Loop) and item.kind == "while":
                    yield item


def _nodes(root: cst.CSTNode) -> Iterator[cst.CSTNode]:
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(node.children)
