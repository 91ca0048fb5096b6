"""Conditions that are used while nobody holds them, and those whose waiters wait for different things."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.channels.identity import Channels
from flake8_asyncsafe.model.locks.identity import words
from flake8_asyncsafe.model.ops import Loop, With, enclosing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.channels.identity import Channel, Use
    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function

_DEEPEST = 6


class Notifies:
    """The notifications and waits of one module, and whether the condition is held there."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)
        self._started = {
            spawn.function
            for spawn in module.spawns.all()
            if spawn.function is not None and spawn.where.name != "INLINE"
        }

    def unheld(self) -> Iterator[Use]:
        """The calls of notify and wait on conditions that no way leads to with the condition held."""
        for use in self._channels.of_kind("condition", "notify", "notify_all", "wait", "wait_for"):
            func = use.call.node.func
            if not isinstance(func, cst.Attribute):
                continue
            lock = self._module.locks.lock(func.value, use.call)
            if lock is not None and lock.single and not self._may_be_held(use.channel, lock, use.call, 0, frozenset()):
                yield use

    def _may_be_held(self, channel: Channel, lock: Lock, op: Op, depth: int, seen: frozenset[Function]) -> bool:
        function = op.function
        held = self._module.critical.held(op).may
        wanted = self._module.locks.owned(lock)
        for each in held:
            if self._module.locks.owned(each.lock) == wanted or each.lock.identity == lock.identity:
                return True
        if any(
            isinstance(item, With)
            and block is item.body
            and (other := self._channels.of(item.context, item.enter, "condition")) is not None
            and channel.identity == other.identity
            for item, block in enclosing(op.block)
        ):
            return True  # of a parameter only what callers give tells that it is a condition
        if held and self._is_built_on_another(channel):
            return True  # one of those may be its lock
        if depth >= _DEEPEST or function in seen:
            return True
        if self._says_so(function):
            return True
        if function in self._started or function.kind == "module":
            return False
        callers = self._module.graph.callers(function)
        if not callers and lock.path.root[0] == "self" and not lock.path.steps:
            return True  # a method of a condition: its caller has to hold it, as for those that it inherits
        if not callers:
            if function.parent is not None and function.parent.kind != "module":
                return self._is_handed_on(function)
            # other modules may call a helper with the lock held
            return function.name.startswith("_") or (channel.path[0] == "local" and channel.origin is None)
        return any(self._may_be_held(channel, lock, edge.op, depth + 1, seen | {function}) for _, edge in callers)

    def _is_handed_on(self, function: Function) -> bool:
        """Whether an inner function goes somewhere else than to a spawner."""
        return function not in self._started

    @staticmethod
    def _is_built_on_another(channel: Channel) -> bool:
        return channel.origin is None or bool(channel.origin.args)

    def _says_so(self, function: Function) -> bool:
        """Whether a function says that its caller holds the lock: ``_wake_locked``, or its docstring."""
        said = words(function.name)
        if said & {"locked", "unlocked", "nolock", "holding", "unsafe"}:
            return True
        node = function.node
        text = node.get_docstring() if isinstance(node, cst.FunctionDef) else None
        return text is not None and any(
            word in text.lower()
            for word in ("lock held", "holding", "must hold", "held by", "with the lock", "is held")
        )

    # -- notify one of many -------------------------------------------------------------------------------------------

    def to_one(self) -> Iterator[Use]:
        """The calls that wake one waiter of a condition on which waiters wait for different things."""
        for use in self._channels.of_kind("condition", "notify"):
            count = argument(use.call.node, "n", 0)
            if count is not None and not (isinstance(count, cst.Integer) and count.value == "1"):
                continue
            tests = {self._waited_for(each) for each in self._channels.on(use.channel, "wait", "wait_for")}
            if len(tests - {None}) > 1:
                yield use

    def _waited_for(self, use: Use) -> str | None:
        if use.method == "wait_for":
            test = argument(use.call.node, "predicate", 0)
            if isinstance(test, cst.Lambda):
                test = test.body
            return self._module.source(test) if test is not None else None
        for item, block in enclosing(use.call.block):
            if isinstance(item, Loop) and isinstance(item.node, cst.While) and block is item.body and not item.endless:
                test = item.node.test
                if isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
                    test = test.expression
                return self._module.source(test)
        return None
