"""Looks at a queue whose answer may be old by the time somebody acts on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.channels.handlers import is_expected
from flake8_asyncsafe.model.channels.identity import Channels
from flake8_asyncsafe.model.channels.parties import Parties
from flake8_asyncsafe.model.ops import Branch, Jump, Loop, Raise, Return, Suspend, enclosing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.channels.identity import Use
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block, Compound, Op

_TAKES = frozenset({"get", "get_nowait"})
_GIVES = frozenset({"put", "put_nowait"})


class Emptiness:
    """The tests of queues in one module and what is done because of them."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)
        self._parties = module.ask(Parties)

    def stale(self) -> Iterator[tuple[Use, Use]]:
        """(test, get or put) where others may take the item, or the room, in between."""
        seen = set()
        for test in self._channels.of_kind("queue", "empty", "full", "qsize"):
            place = self._tested(test)
            if place is None:
                continue
            for use in self._channels.on(test.channel, *_TAKES, *_GIVES):
                if use.function is not test.function or use.call.index < test.call.index or use.call in seen:
                    continue
                wanted = _TAKES if test.method == "empty" else _GIVES if test.method == "full" else _TAKES | _GIVES
                if use.method not in wanted or not self._depends(use.call, *place) or is_expected(use.call):
                    continue
                if use.channel.is_async and not self._suspends_between(test.call, use.call):
                    continue
                if self._others(use) and not self._is_locked(use):
                    seen.add(use.call)
                    yield test, use

    def _tested(self, test: Use) -> tuple[Compound, cst.BaseExpression] | None:
        """The branch or loop that a test decides."""
        for item, block in enclosing(test.call.block):
            if isinstance(item, Branch) and item.kind == "if":
                for (head, _), expression in zip(item.arms, item.tests, strict=True):
                    if head is block and expression is not None:
                        return item, expression
            elif isinstance(item, Loop):
                if block is item.head and isinstance(item.node, cst.While):
                    return item, item.node.test
            elif not isinstance(item, Branch):
                continue
            if not (isinstance(item, Branch) and item.kind == "boolean"):
                return None
        return None

    @staticmethod
    def _depends(op: Op, item: Compound, expression: cst.BaseExpression) -> bool:
        """Whether an operation is done because of the test: inside, or behind a way out that the test guards."""
        del expression
        for each, _ in enclosing(op.block):
            if each is item:
                return True
        if isinstance(item, Branch) and item.orelse is None and len(item.arms) == 1 and _never_ends(item.arms[0][1]):
            block: Block | None = op.block
            while block is not None:
                if block is item.block:
                    return True
                block = block.owner.block if block.owner is not None else None
        return False

    @staticmethod
    def _suspends_between(first: Op, second: Op) -> bool:
        return any(isinstance(op, Suspend) for op in first.function.ops[first.index : second.index])

    def _others(self, use: Use) -> bool:
        """Whether somebody else does the same to the queue at the same time."""
        same = _TAKES if use.method in _TAKES else _GIVES
        functions = dict.fromkeys(each.function for each in self._channels.on(use.channel, *same))
        if self._parties.starts(use.function) > 1:
            return True
        started = [function for function in functions if self._parties.starts(function)]
        return bool(started) and len(functions) > 1

    def _is_locked(self, use: Use) -> bool:
        """Whether test and act are under a lock: users agree on who is next."""
        return bool(self._module.critical.held(use.call).must)


def _never_ends(block: Block) -> bool:
    last = block.items[-1] if block.items else None
    return isinstance(last, (Return, Raise, Jump))
