"""What rules ask about critical sections.

An immutable set of held locks flows through each function that touches a lock (`LockFlow`).  Locks are taken by
``with``, by ``acquire`` (also as a condition: ``if lock.acquire(timeout=1):`` holds it in the branch only), by an exit
stack, by helpers that return with a lock held, and by context managers of this module that yield inside one.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.locks.critical.flow import LockFlow
from flake8_asyncsafe.model.locks.critical.operations import ACQUIRING, Operations, method_of
from flake8_asyncsafe.model.locks.critical.state import Held, Locked
from flake8_asyncsafe.model.locks.critical.summaries import Summaries
from flake8_asyncsafe.model.ops import Call, Enter, Op
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.values import ContextManager, Instance
from flake8_asyncsafe.syntax.gate import INTERRUPTS

if TYPE_CHECKING:
    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.model.values import Value

_CALLS = ACQUIRING | {"release", "enter_context", "enter_async_context"}
_HINTS = ("lock", "semaphore", "condition", "mutex", "guard", "acquire", "limiter")


class CriticalSections:
    """Held locks of every function of a module, computed for the functions that touch locks."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._flows: dict[Function, LockFlow | None] = {}
        self.operations = Operations(module, self)
        self.summaries = Summaries(module, self)

    @cached_property
    def any_locks(self) -> bool:
        """Whether the text has a word that locks need, or enters something of another module that is or holds one.

        Or it has code that may interrupt whoever holds one of another module.
        """
        source = self._module.lowered_source
        if any(hint in source for hint in _HINTS):
            return True
        if not self._module.linked:
            return False
        return any(hint in source for hint in INTERRUPTS) or any(
            self._holds_one(value)
            for function in self._module.functions
            for op in function.ops
            if isinstance(op, Enter)
            for value in self._module.values(op.node.item, op)
        )

    def _holds_one(self, value: Value) -> bool:
        if isinstance(value, ContextManager):
            return value.of.function.is_stub and bool(self.summaries.held_at_yield(value.of.function))
        if isinstance(value, Instance) and isinstance(value.type, Class):
            ways = (self._module.classes.method(value.type, name) for name in ("__enter__", "__aenter__"))
            return any(way is not None and way.is_stub and self.summaries.net(way) for way in ways)
        return self._module.locks.traits(value) is not None

    def flow(self, function: Function) -> LockFlow | None:
        """The flow of held locks, or None for a function without lock operations."""
        if function in self._flows:
            return self._flows[function]
        self._flows[function] = None  # a recursive helper: its own effects are not known yet
        if self.any_locks and self._touches(function):
            flow = LockFlow(function, self)
            flow.outcome = flow.run(Locked())
            self._flows[function] = flow
        return self._flows[function]

    def held(self, op: Op) -> Locked:
        """The locks held just before ``op``."""
        flow = self.flow(op.function)
        return flow.before.get(op, Locked()) if flow is not None else Locked()

    def _touches(self, function: Function) -> bool:
        for op in function.ops:
            if isinstance(op, Enter) and self.operations.entered(op):
                return True
            if isinstance(op, Call) and (method_of(op) in _CALLS or self._by_name(op)):
                return True
        changers = self.summaries.changers
        if not changers and not self._module.linked:
            return False
        return any(
            edge.callee in changers or (edge.callee.is_stub and self.summaries.net(edge.callee))
            for edge in self._module.graph.edges(function)
        )

    def _by_name(self, op: Call) -> bool:
        """Whether a call takes or gives back a lock by another name of the method: ``take = lock.acquire; take()``."""
        if type(op.node.func) is not cst.Name:
            return False
        return self.operations.acquired(op) is not None or self.operations.released(op) is not None

    def acquired(self, op: Call) -> Held | None:
        """The lock that a call of ``acquire`` takes."""
        return self.operations.acquired(op)

    def released(self, op: Call) -> Lock | None:
        """The lock that a call of ``release`` gives back."""
        return self.operations.released(op)

    def pushed(self, op: Call) -> Held | None:
        """The lock that ``stack.enter_context(lock)`` takes until the stack is left."""
        return self.operations.pushed(op)

    def is_condition(self, op: Call) -> bool:
        """Whether the result of an acquire decides a branch or loop directly."""
        return self.operations.is_condition(op)
