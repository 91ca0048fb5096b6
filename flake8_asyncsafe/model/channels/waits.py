"""Waits on conditions after which nobody looks again whether what was waited for is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.calls.methods import called_method
from flake8_asyncsafe.model.cancellation.scopes import CancelScopes
from flake8_asyncsafe.model.channels.following import after
from flake8_asyncsafe.model.channels.handlers import EMPTY_OR_FULL, is_expected
from flake8_asyncsafe.model.channels.identity import Channels
from flake8_asyncsafe.model.locks.identity import words
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Call, Loop, Raise, Return, With, Write, enclosing
from flake8_asyncsafe.model.values import Constant, Instance
from flake8_asyncsafe.syntax.walk import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.channels.identity import Use
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Compound, Op
    from flake8_asyncsafe.model.scopes import Function

_DEEPEST = 4
#: methods that take an item, and fail if there is none; with what
_TAKES = frozenset({"pop", "popleft", "popitem"})
_SAYS_SO = frozenset({"IndexError", "KeyError", "LookupError"})
_NONE_LEFT = _SAYS_SO | {"Exception", "BaseException"}


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
            if what != "acts" or act is None:
                return False
            return (guard is not None and self._takes(act, guard)) or self._takes_unseen(act, call)
        if what == "tests":
            return False
        if what == "acts":
            return not self._is_primitive(use.function) and not _asks_by_taking(act)
        return self._returns_blind(use.function, call, 0)

    def _is_untimed(self, use: Use) -> bool:
        use_kind = self._module.use(use.call.node).kind
        return self._channels.is_endless(use) and use_kind != "argument" and not self._is_bounded(use.call)

    def _is_bounded(self, op: Op) -> bool:
        """Whether a scope around a wait ends it: ``with anyio.move_on_after(1): await condition.wait()``."""
        scopes = self._module.ask(CancelScopes)
        return any(
            isinstance(compound, With) and block is compound.body and scopes.is_scope(compound)
            for compound, block in enclosing(op.block)
        )

    @staticmethod
    def _is_retried_in_head(op: Op) -> bool:
        """``while not condition.wait(1)``: what decides is in the loop's test."""
        return any(isinstance(item, Loop) and block is item.head for item, block in enclosing(op.block))

    @staticmethod
    def _guard(op: Op) -> cst.BaseExpression | None:
        """The test under which is waited: ``if not self.items: self.changed.wait()``, or after which is returned."""
        inner: Compound | Op = op
        for item, block in enclosing(op.block):
            for before in reversed(block.items[: inner.at]):
                if isinstance(before, Branch) and before.kind == "if" and before.orelse is None:
                    body = before.arms[0][1]
                    if len(before.arms) == 1 and body.items and isinstance(body.items[-1], (Return, Raise)):
                        return before.tests[0]
            if isinstance(item, Branch) and item.kind == "if":
                for (_, body), test in zip(item.arms, item.tests, strict=True):
                    if body is block:
                        return test
            if isinstance(item, Loop):
                return None
            inner = item
        return None

    def _takes(self, act: Op, guard: cst.BaseExpression) -> bool:
        """Whether an act uses what the guard looked at, and not only to tell the caller how things stand."""
        used = act.value if isinstance(act, (Return, Write)) else act.node
        if isinstance(act, Write) and not isinstance(act.node, cst.Name):
            used = act.node
        return isinstance(used, cst.BaseExpression) and any(
            state not in {"self", "cls"}
            and not (isinstance(act, Return) and state == dotted_text(used) and self._is_flag(used, act))
            for state in self._states(used) & self._states(guard)
        )

    def _takes_unseen(self, act: Op, wait: Op) -> bool:
        """Whether an act takes an item (``jobs.popleft()``) out of what no test around the wait looks at."""
        if not isinstance(act, Call) or is_expected(act, _NONE_LEFT):
            return False
        func, args = act.node.func, act.node.args
        if last_name(func) in _TAKES and isinstance(func, cst.Attribute) and len(args) < 2:
            taken = func.value
        elif last_name(func) == "heappop" and args:
            taken = args[0].value
        else:
            return False
        state = dotted_text(taken) if isinstance(taken, (cst.Name, cst.Attribute)) else ""
        scope = act.block.scope.lookup(state.partition(".")[0]) if state else None
        if scope is None or ("." not in state and scope is act.function.scope):
            return False  # what only this function knows changes for no wake-up
        tests: list[cst.BaseExpression | None] = []
        for item, _ in enclosing(wait.block):
            if isinstance(item, Branch):
                tests += item.tests
            elif isinstance(item.node, cst.While):
                tests.append(item.node.test)
        return not any(test is not None and state in self._states(test) for test in tests)

    def _states(self, node: cst.CSTNode) -> frozenset[str]:
        """The variables and attributes that an expression looks at: of ``self.items.pop()`` it is ``self.items``."""
        if isinstance(node, cst.Call):
            func = node.func.value if isinstance(node.func, cst.Attribute) else None
            inner = [*([func] if func is not None else []), *(arg.value for arg in node.args)]
            return frozenset(state for each in inner for state in self._states(each))
        if isinstance(node, (cst.Name, cst.Attribute)) and (text := dotted_text(node)):
            return frozenset({text})
        return frozenset(state for each in parts(node) for state in self._states(each))

    def _is_flag(self, node: cst.BaseExpression, op: Op) -> bool:
        values = self._module.values(node, op)
        return bool(values) and all(
            (isinstance(value, Constant) and isinstance(value.value, bool))
            or (isinstance(value, Instance) and value.type == "builtins.bool")
            for value in values
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


def _asks_by_taking(act: Op | None) -> bool:
    """Whether what comes after a wait takes an item and is ready for none: ``try: take() except IndexError: ...``."""
    called = called_method(act) if isinstance(act, Call) else None
    if called is None or not isinstance(act, Call):
        return False
    return (called[1] in _TAKES and is_expected(act, _SAYS_SO)) or (
        called[1] == "get_nowait" and is_expected(act, EMPTY_OR_FULL)
    )
