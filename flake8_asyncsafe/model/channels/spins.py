"""Loops that ask a queue again and again without ever waiting for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.channels.objects import QUEUES, Channels
from flake8_asyncsafe.model.ops import Call, Jump, Loop, Op, Raise, Return, Suspend, Try, enclosing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.channels.objects import Use
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Compound, Item

_ASKS = frozenset({"get_nowait", "put_nowait", "receive_nowait", "send_nowait", "get", "put"})
_REFUSALS = frozenset({"Empty", "Full", "QueueEmpty", "QueueFull", "WouldBlock"})
#: calls that certainly do not wait
_QUIET = frozenset(
    {
        "debug",
        "info",
        "warning",
        "error",
        "print",
        "append",
        "clear",
        "is_set",
        "time",
        "monotonic",
        "perf_counter",
        "len",
    }
)


class Spins:
    """The busy loops around queues of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._loops: frozenset[Loop] | None = None

    def found(self) -> Iterator[tuple[Use | None, Call, Loop]]:
        """(use, call, loop) for each question whose refusal leads back to it without a wait."""
        channels = self._module.ask(Channels)
        for call in self._module.calls():
            func = call.node.func
            if not isinstance(func, cst.Attribute) or func.attr.value not in _ASKS:
                continue
            use = channels.of(call)
            if use is None and not func.attr.value.endswith("_nowait"):
                continue
            if use is not None and (use.kind not in QUEUES or not self._does_not_wait(call, func.attr.value)):
                continue
            loop = self._spinning(call)
            if loop is not None:
                yield use, call, loop

    def loops(self) -> frozenset[Loop]:
        """The loops that spin so."""
        if self._loops is None:
            self._loops = frozenset(loop for _, _, loop in self.found())
        return self._loops

    @staticmethod
    def _does_not_wait(call: Call, method: str) -> bool:
        if method.endswith("_nowait"):
            return True
        first = call.node.args[-1] if call.node.args else None
        return first is not None and isinstance(first.value, cst.Name) and first.value.value == "False"

    def _spinning(self, call: Call) -> Loop | None:
        """The endless loop that a refusal leads round."""
        attempt: Try | None = None
        for compound, block in enclosing(call.block):
            if isinstance(compound, Try) and block is not compound.body:
                return None  # in a handler: what was tried before decides whether it comes back here
            if attempt is None and isinstance(compound, Try):
                if not any(_refuses(handler.type) for handler in compound.handlers):
                    return None
                attempt = compound
            elif isinstance(compound, Loop):
                if attempt is None or compound.kind != "while" or not compound.endless:
                    return None
                return compound if self._comes_back(attempt, compound) else None
        return None

    def _comes_back(self, attempt: Try, loop: Loop) -> bool:
        """Whether the handler, and what is done behind the try, do nothing that waits or leaves."""
        handler = next(each for each in attempt.handlers if _refuses(each.type))
        ended = self._quiet(handler.block.items)
        if ended is None or (attempt.final is not None and self._quiet(attempt.final.items) is None):
            return False
        item: Compound = attempt
        while True:
            block, at = item.block, item.at
            # what a turn does in front of the question counts too
            if self._quiet(block.items[:at]) is None:
                return False
            if ended == "next":
                ended = self._quiet(block.items[at + 1 :])
            if ended is None or block.owner is None:
                return False
            if block.owner is loop:
                return True
            item = block.owner

    def _quiet(self, items: list[Item]) -> str | None:
        """How items end ("next", "continue") if nothing in them waits or leaves the loop; None if something may."""
        for item in items:
            if isinstance(item, Op):
                if isinstance(item, Jump):
                    return "continue" if isinstance(item.node, cst.Continue) else None
                if isinstance(item, (Return, Raise, Suspend)) or (isinstance(item, Call) and self._may_wait(item)):
                    return None
            elif any(self._quiet(inner.items) is None for inner in item.blocks()):
                return None
        return "next"

    @staticmethod
    def _may_wait(call: Call) -> bool:
        func = call.node.func
        name = func.attr.value if isinstance(func, cst.Attribute) else func.value if isinstance(func, cst.Name) else ""
        return name not in _QUIET  # a helper, or something unknown, may wait


def _refuses(kind: cst.BaseExpression | None) -> bool:
    kinds = [each.value for each in kind.elements] if isinstance(kind, cst.Tuple) else [kind]
    names = [
        each.attr.value if isinstance(each, cst.Attribute) else each.value if isinstance(each, cst.Name) else ""
        for each in kinds
    ]
    return any(name in _REFUSALS for name in names)
