"""Waits on conditions after which nobody looks again whether what was waited for is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.following import after
from flake8_asyncsafe.model.channels.identity import Channels
from flake8_asyncsafe.model.locks.identity import words
from flake8_asyncsafe.model.ops import Branch, Loop, enclosing

if TYPE_CHECKING:
    from collections.abc import Iterator

    import libcst as cst

    from flake8_asyncsafe.model.channels.identity import Use
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function

_DEEPEST = 4


class Waits:
    """The waits on conditions of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)

    def blind(self) -> Iterator[Use]:
        """The calls of ``Condition.wait`` that act on a wake-up without a second look at the predicate."""
        for use in self._channels.of_kind("condition", "wait"):
            if use.channel.is_async and self._module.use(use.call.node).kind not in {"awaited", "argument"}:
                continue
            if self._is_blind(use):
                yield use

    def _is_blind(self, use: Use) -> bool:
        call = use.call
        if self._is_retried_in_head(call):
            return False
        what, act = after(call)
        if not self._is_untimed(use):
            # whoever gives up after a while has another reason to go on, unless he asked before he waited
            guard = self._guard(call)
            return what == "acts" and guard is not None and act is not None and self._takes(act, guard)
        if what == "tests":
            return False
        if what == "acts":
            return not self._is_primitive(use.function)
        return self._returns_blind(use.function, call, 0)

    def _is_untimed(self, use: Use) -> bool:
        use_kind = self._module.use(use.call.node).kind
        return self._channels.is_endless(use) and use_kind != "argument"

    @staticmethod
    def _is_retried_in_head(op: Op) -> bool:
        """``while not condition.wait(1)``: what decides is in the loop's test."""
        return any(isinstance(item, Loop) and block is item.head for item, block in enclosing(op.block))

    @staticmethod
    def _guard(op: Op) -> cst.BaseExpression | None:
        """The test under which is waited: ``if not self.items: self.changed.wait()``."""
        for item, block in enclosing(op.block):
            if isinstance(item, Branch) and item.kind == "if":
                for (_, body), test in zip(item.arms, item.tests, strict=True):
                    if body is block:
                        return test
            if isinstance(item, Loop):
                return None
        return None

    def _takes(self, act: Op, guard: cst.BaseExpression) -> bool:
        """Whether an act uses what the guard looked at."""
        text = self._module.source(act.node)
        asked = self._module.source(guard)
        return any(
            len(word) > 1 and word in asked
            for word in (each.rpartition(".")[0] or each for each in text.split("(")[:1])
        )

    def _is_primitive(self, function: Function) -> bool:
        """Whether a method stands for the wait itself: ``def wait(self): ... self._condition.wait()``."""
        return function.name.lstrip("_") in {"wait", "await_", "__call__"}

    def _returns_blind(self, function: Function, op: Op, depth: int) -> bool:
        """Whether a function that waits and returns is called where nobody looks again."""
        callers = self._module.graph.callers(function)
        if callers and depth < _DEEPEST:
            for caller, edge in callers:
                if caller.is_stub or self._is_retried_in_head(edge.op):
                    return False
                what, _ = after(edge.op)
                if what == "tests" or (what == "returns" and not self._returns_blind(caller, edge.op, depth + 1)):
                    return False
            return True
        return self._guard(op) is not None or not words(function.name) & {"wait", "sleep", "pause", "park", "block"}
