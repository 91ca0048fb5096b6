"""Which suspension points can really suspend.

An ``await`` hands control to the event loop only if what is awaited does: a coroutine that reaches its end without
waiting for anything is run through like a function call, and ``put`` of a queue without a limit never waits.  No other
task runs meanwhile (asyncio promises it for neither; it follows from PEP 492's delegation to the awaited iterator).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument, last_name
from flake8_asyncsafe.model.values import Constant, ExternalMethod, FunctionRef, Instance, Method

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Suspend
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.model.values import Value

_PUTS = frozenset(f"asyncio.{kind}.put" for kind in ("Queue", "LifoQueue", "PriorityQueue"))


class Suspensions:
    """Tells suspension points that can suspend from those that cannot, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._functions: dict[Function, bool] = {}

    def is_real(self, op: Suspend) -> bool:
        """Whether another task may run at a suspension point; only what certainly does not suspend is excluded."""
        if op.how != "await" or not isinstance(op.node, cst.Await):
            return True
        awaited = op.node.expression
        call = self._module.call_at(awaited) if isinstance(awaited, cst.Call) else None
        if call is None:
            return True
        targets = self._module.targets(call)
        return not targets or any(self._may_target(target) for target in targets)

    def _may_target(self, target: Value) -> bool:
        if isinstance(target, ExternalMethod):
            return not (target.name in _PUTS and self._is_unbounded(target.receiver))
        if isinstance(target, (FunctionRef, Method)):
            function = target.function
            if function.is_stub or not function.is_coroutine or function.decorators:
                return True
            if isinstance(target, Method) and not function.name.startswith("_"):
                return True  # somebody may override it
            return self._may_function(function)
        return True

    def _may_function(self, function: Function) -> bool:
        known = self._functions.get(function)
        if known is None:
            self._functions[function] = False  # a circle waits only if something in it does
            known = any(self.is_real(op) for op in function.suspends if not op.lazy)
            self._functions[function] = known
        return known

    @cached_property
    def _made(self) -> tuple[Instance, ...]:
        """The queues that the module makes."""
        return tuple(
            value
            for call in self._module.calls()
            if last_name(call.node.func).endswith("Queue")
            for value in self._module.values(call.node, call)
            if isinstance(value, Instance) and value.origin is call.node and f"{value.type}.put" in _PUTS
        )

    def _is_unbounded(self, queue: Instance) -> bool:
        if queue.origin is None:  # of a parameter or field: as all queues that the module makes
            return bool(self._made) and all(map(self._is_unbounded, self._made))
        if any(arg.star for arg in queue.origin.args):
            return False
        size = argument(queue.origin, "maxsize", 0)
        if size is None:
            return True
        place = self._module.call_at(queue.origin)
        return place is not None and self._module.values(size, place) == (Constant(0),)
