"""Loops that ask a queue again and again without waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.channels.following import called_name
from flake8_asyncsafe.model.channels.handlers import BROAD, EMPTY_OR_FULL, leaves, names, suppressed
from flake8_asyncsafe.model.channels.identity import Channels
from flake8_asyncsafe.model.ops import (
    Branch,
    Call,
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
    enclosing,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.channels.identity import Use
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block, Item

_QUICK = frozenset(
    [
        "debug",
        "info",
        "warning",
        "error",
        "exception",
        "log",
        "print",
        "is_set",
        "empty",
        "full",
        "qsize",
        "time",
        "monotonic",
        "perf_counter",
        "len",
        "done",
        "is_alive",
        "append",
        "get_nowait",
        "suppress",
        "put_nowait",
        "receive_nowait",
        "send_nowait",
    ]
)
_CONSTANTS: dict[str, object] = {"None": None, "True": True, "False": False}


class NowaitSpins:
    """The loops around ``get_nowait`` and ``put_nowait`` of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)

    def found(self) -> Iterator[tuple[Loop, Use]]:
        """(loop, call) where an empty (or full) queue sends the loop round at once."""
        seen = set()
        streams = self._channels.of_kind("stream", "receive_nowait", "send_nowait")
        for use in (*self._channels.of_kind("queue", "get", "get_nowait", "put", "put_nowait"), *streams):
            if not self._channels.is_immediate(use):
                continue
            loop = self._spun(use)
            if loop is not None and loop not in seen:
                seen.add(loop)
                yield loop, use

    def _spun(self, use: Use) -> Loop | None:
        catch: tuple[Try | With, Block | None] | None = None
        for item, block in enclosing(use.call.block):
            if catch is None and isinstance(item, Try) and block is item.body:
                for handler in item.handlers:
                    if names(handler.type) & (EMPTY_OR_FULL | BROAD):
                        catch = item, handler.block
                        break
            elif catch is None and isinstance(item, With) and suppressed(item) & (EMPTY_OR_FULL | BROAD):
                catch = item, None
            elif isinstance(item, Loop):
                if item.kind != "while" or block is not item.body or catch is None or self._is_asked(item):
                    return None
                return item if self._goes_round(use, item, *catch) else None
        if catch is None or catch[1] is None or catch[0].block is not use.function.body:
            return None
        return self._spun_by_caller(use, catch[1])

    def _spun_by_caller(self, use: Use, handler: Block) -> Loop | None:
        """The loop that calls a helper which tells of nothing by a constant: ``except Empty: return None``."""
        last = handler.items[-1] if handler.items else None
        if not isinstance(last, Return) or any(
            self._may_wait(op, use) for op in use.function.ops if op.index < use.call.index or op.block is handler
        ):
            return None
        told = _constant(last.value) if last.value is not None else (None,)
        for _, edge in self._module.graph.callers(use.function) if told is not None else ():
            call = edge.op
            loop = next((item for item, _ in enclosing(call.block) if isinstance(item, Loop)), None)
            bound = next((item for item in call.block.items[call.at :] if isinstance(item, Write)), None)
            if edge.how != "call" or loop is None or loop.kind != "while" or bound is None or told is None:
                continue
            if bound.value is not edge.node or not isinstance(bound.node, cst.Name) or self._is_asked(loop):
                continue
            if not any(block is loop.body for _, block in enclosing(call.block)):
                continue
            before = [*loop.head.ops(), *(op for op in loop.body.ops() if op.index < call.index)]
            rest = _rest(call.block, bound.at + 1, loop, {bound.node.value: told[0]})
            if rest is not None and not any(self._may_wait(op, use) for op in (*before, *rest)):
                return loop
        return None

    def _is_asked(self, loop: Loop) -> bool:
        """``while not queue.empty()``: it ends with the items."""
        uses = (self._channels.by_call.get(op) for op in loop.head.ops() if isinstance(op, Call))
        return any(use is not None and use.method in {"empty", "full", "qsize"} for use in uses)

    def _goes_round(self, use: Use, loop: Loop, catch: Try | With, handler: Block | None) -> bool:
        """Whether the way from the loop's head to the call, through the handler and back, has nothing that waits."""
        if handler is not None and leaves(handler, loop):
            return False
        before = list(loop.head.ops())
        before += [op for op in loop.body.ops() if op.index < use.call.index]
        after: list[Op] = list(handler.ops()) if handler is not None else []
        if isinstance(catch, Try) and catch.final is not None:
            after += catch.final.ops()
        known: dict[str, object] = {}
        if catch.block is loop.body:
            _learn(catch.block.items[: catch.at], known)
        if handler is not None:
            _learn(handler.items, known)
        last: Item | None = handler.items[-1] if handler is not None and handler.items else None
        if isinstance(last, Jump):
            rest: list[Op] | None = None if _is_over(loop, known) else []
        else:
            rest = _rest(catch.block, catch.at + 1, loop, known)
        return rest is not None and not any(self._may_wait(op, use) for op in (*before, *after, *rest))

    def _may_wait(self, op: Op, use: Use) -> bool:
        if isinstance(op, (Suspend, Yield, Iterate)):
            return True
        if isinstance(op, Call):
            if op is use.call:
                return False
            other = self._channels.by_call.get(op)
            if other is not None and other.channel.kind in {"queue", "stream"}:
                if other.channel.identity == use.channel.identity and other.method[:3] != use.method[:3]:
                    return other.method[:3] in {"get", "put"}  # it makes room, or something to take
                return not (
                    self._channels.is_immediate(other) or other.method in {"empty", "full", "qsize", "task_done"}
                )
            return called_name(op.node) not in _QUICK
        return False


def _rest(block: Block, at: int, loop: Loop, known: dict[str, object]) -> list[Op] | None:
    """What may be done from a place in a loop to its next turn; None if that is never come to."""
    found: list[Op] = []
    known = dict(known)
    while True:
        for item in block.items[at:]:
            taken = _taken(item, known) if isinstance(item, Branch) else None
            if isinstance(item, Op):
                found.append(item)
            else:
                for inner in item.blocks() if taken is None else (taken,):
                    found += inner.ops()
                    _learn(inner.items, known, surely=taken is not None)
            if taken is not None and isinstance(taken.items[-1] if taken.items else None, (Jump, Return, Raise)):
                return None if leaves(taken, loop) or _is_over(loop, known) else found
            if isinstance(item, Op):
                _learn([item], known)
        if block is loop.body or block.owner is None:
            return None if _is_over(loop, known) else found
        owner = block.owner
        block, at = owner.block, owner.at + 1


def _is_over(loop: Loop, known: dict[str, object]) -> bool:
    """Whether what is known of variables ends a loop by its test."""
    return isinstance(loop.node, cst.While) and _outcome(loop.node.test, known) is False


def _constant(node: cst.BaseExpression | None) -> tuple[object] | None:
    """The value of a constant; None for what is none."""
    if isinstance(node, cst.Name) and node.value in _CONSTANTS:
        return (_CONSTANTS[node.value],)
    return (node.evaluated_value,) if isinstance(node, (cst.SimpleString, cst.Integer)) else None


def _learn(items: list[Item], known: dict[str, object], *, surely: bool = True) -> None:
    """Add the variables that are set to a constant (``except Empty: job = None``), and forget those that are not."""
    for item in items:
        for op in (item,) if isinstance(item, Op) else (op for block in item.blocks() for op in block.ops()):
            if isinstance(op, Write) and isinstance(op.node, cst.Name):
                plain = surely and op is item and not op.path and op.how == "assign"
                constant = _constant(op.value) if plain else None
                known.pop(op.node.value, None)
                if constant is not None:
                    known[op.node.value] = constant[0]


def _taken(branch: Branch, known: dict[str, object]) -> Block | None:
    """What is done of an ``if`` whose test a variable decides, or None if that is not known."""
    if branch.kind != "if" or len(branch.arms) != 1 or branch.tests[0] is None:
        return None
    truth = _outcome(branch.tests[0], known)
    if truth is None:
        return None
    return branch.arms[0][1] if truth else branch.orelse or branch.arms[0][0]


def _outcome(test: cst.BaseExpression, known: dict[str, object]) -> bool | None:
    if isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
        inner = _outcome(test.expression, known)
        return None if inner is None else not inner
    if isinstance(test, cst.Name):
        return bool(known[test.value]) if test.value in known else None
    if isinstance(test, cst.Comparison) and isinstance(test.left, cst.Name) and len(test.comparisons) == 1:
        target = test.comparisons[0]
        if test.left.value in known and isinstance(target.comparator, cst.Name) and target.comparator.value == "None":
            is_none = known[test.left.value] is None
            if isinstance(target.operator, (cst.Is, cst.Equal)):
                return is_none
            if isinstance(target.operator, (cst.IsNot, cst.NotEqual)):
                return not is_none
    return None
