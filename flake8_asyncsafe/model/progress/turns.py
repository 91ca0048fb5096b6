"""Loops that only wait: one turn of a loop, and whether it does anything that somebody would run a loop for."""

from __future__ import annotations

import re
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
    Try,
    With,
    Write,
    Yield,
)
from flake8_asyncsafe.model.progress.changes import LOOKING_BUILTINS
from flake8_asyncsafe.model.progress.questions import Questions
from flake8_asyncsafe.model.values import External, ExternalMethod
from flake8_asyncsafe.syntax.walk import nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.progress.questions import State
    from flake8_asyncsafe.model.scopes import Function

#: roots of modules whose functions only compute, or tell the time
_COMPUTE = ("random.", "math.", "time.", "datetime.")
_LOG_METHODS = frozenset({"debug", "info", "warning", "warn", "error", "exception", "critical", "log", "trace"})
#: flags by whose setting something is told to end: a loop that runs until then keeps something alive
_ENDS = re.compile(r"stop|clos|shut|exit|quit|cancel|terminat|kill|abort|disconnect", re.IGNORECASE)


class Idle:
    """Whether a turn of a loop only waits."""

    def __init__(self, module: Module) -> None:
        self._module = module

    @staticmethod
    def states(questions: Questions, turn: Turn) -> tuple[State, ...]:
        """What the exit tests wait for, in their order; nothing if one of them asks for something out of sight."""
        found: list[State] = []
        for test in turn.tests:
            answer = questions.ask(test)
            if answer is None:
                return ()
            found += sorted(answer.states, key=lambda state: (state.kind == "flag", state.text))
        return tuple(found)

    # -- what it does besides -----------------------------------------------------------------------------------------

    def only_waits(self, turn: Turn, pauses: Iterable[Op], states: tuple[State, ...], *, may_log: bool) -> bool:
        """Whether a turn does nothing but pause and test, count, look at the clock, and (``may_log``) tell of it."""
        inside = {node for point in pauses for node in nodes(point.node)}
        asked = {node for test in turn.tests for node in nodes(test)}
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

    def keeps_alive(self, turn: Turn) -> bool:
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


class Turn:
    """One turn of a loop: the operations on the ways round, the tests that end it, and whether it does visible work."""

    def __init__(self, loop: Loop, through: Callable[[With], bool] | None = None) -> None:
        """``through`` says which ``with`` blocks are no work by themselves: what stands in them is looked at."""
        self._through = through or (lambda _: False)
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
                    if not (isinstance(item, Enter) and self._through(item.scope)):
                        self.ops.append(item)
                elif isinstance(item, Branch):
                    stack.extend((each, tried) for each in self._branch(item, tried=tried))
                elif isinstance(item, Try):
                    # what is tried may fail and be tried again, also if it would leave the loop
                    stack.append((item.body, True))
                    stack.extend((each.block, tried) for each in item.handlers if not self._leaves(each.block))
                    stack.extend((each, tried) for each in (item.orelse, item.final) if each is not None)
                elif isinstance(item, With) and self._through(item):
                    stack.append((item.body, tried))
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


def whiles(function: Function, counted: Callable[[Loop], bool] | None = None) -> Iterator[Loop]:
    """The ``while`` loops of a function; also those ``for`` loops that ``counted`` takes for as good as one."""
    stack: list[Block] = [function.body]
    while stack:
        for item in stack.pop().items:
            if isinstance(item, Compound):
                stack.extend(item.blocks())
                if isinstance(item, Loop) and (
                    item.kind == "while" or (item.kind == "for" and counted is not None and counted(item))
                ):
                    yield item
