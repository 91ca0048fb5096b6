"""Locks of the project's own that are held for a moment only: to wait for one is no more than to take a lock.

``RWLock.acquire_write`` waits on a condition until the readers have left, as a lock waits for its holder.  If what they
do meanwhile in sight does not block, neither does the wait.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.locks.identity import says_lock
from flake8_asyncsafe.model.ops import Call, Enter
from flake8_asyncsafe.model.values import FunctionRef, Instance, Method

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import With
    from flake8_asyncsafe.model.scopes import Class, Function


class ShortLocks:
    """The classes of such locks of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._short: dict[Class, bool] = {}

    def waits_in(self, function: Function) -> bool:
        """Whether a function is a method of such a lock: of a class that says so, with a way to give it back."""
        owner = function.owner
        if owner is None or not says_lock(owner.name):
            return False
        found = self._short.get(owner)
        if found is None:
            found = any("release" in name or "unlock" in name for name in owner.scope.bindings)
            self._short[owner] = found = found and not any(self._blocks(scope) for scope in self._sections(owner))
        return found

    def _sections(self, owner: Class) -> Iterator[With]:
        """The blocks with ``with lock:`` or ``with lock.read():`` on an object of a class."""
        for function in self._module.functions:
            for op in function.ops if function.owner is not owner else ():
                if not isinstance(op, Enter) or op.scope.is_async:
                    continue
                context = op.scope.context
                if isinstance(context, cst.Call) and isinstance(context.func, cst.Attribute):
                    context = context.func.value
                values = self._module.values(context, op)
                if any(isinstance(value, Instance) and value.type is owner for value in values):
                    yield op.scope

    def _blocks(self, scope: With) -> bool:
        """Whether something in a section blocks: a call there, or one in a function that is called there."""
        for op in scope.body.ops():
            if not isinstance(op, Call):
                continue
            if self._is_blocking(op):
                return True
            for target in self._module.targets(op):
                inner = target.function.calls if isinstance(target, (FunctionRef, Method)) else ()
                if any(self._is_blocking(call) for call in inner):
                    return True
        return False

    def _is_blocking(self, call: Call) -> bool:
        return any(api.blocks is not None for api in self._module.apis(call))
