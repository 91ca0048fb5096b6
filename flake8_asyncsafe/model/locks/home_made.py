"""Locks of the project's own classes: ``with self._lock:`` and ``with self._lock.read():`` keep others out as well.

Whether such a class does what its name says is not looked at, nor whether readers let other readers in: who walks over
something takes it to read, who changes it takes it to write, and the lock is made to keep the two apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.locks.identity import Lock, says_lock, words
from flake8_asyncsafe.model.ops import With, enclosing
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.values import Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op

Key = tuple[object, ...]


class HomeMadeLocks:
    """The locks of one module that are made of other things."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._found: dict[With, Key | None] = {}

    def around(self, op: Op) -> frozenset[Key]:
        """What tells apart the locks in whose ``with`` an operation stands."""
        keys = (
            self._key(compound)
            for compound, block in enclosing(op.block)
            if isinstance(compound, With) and block is compound.body and not compound.is_async
        )
        return frozenset(key for key in keys if key is not None)

    def _key(self, scope: With) -> Key | None:
        if scope not in self._found:
            self._found[scope] = next(self._resolved(scope), None)
        return self._found[scope]

    def _resolved(self, scope: With) -> Iterator[Key]:
        base = scope.context
        if isinstance(base, cst.Call) and isinstance(base.func, cst.Attribute):
            base = base.func.value
        if not isinstance(base, (cst.Name, cst.Attribute)) or not self._is_lock(base, scope):
            return
        path, single = self._module.locks.path(base, scope.enter)
        if single and path.root[0] != "fresh":
            yield self._module.locks.owned(Lock(path, "", None))

    def _is_lock(self, base: cst.BaseExpression, scope: With) -> bool:
        """Whether the class says that it is a lock, or the name, where a method of it is entered."""
        names = [
            value.type.name if isinstance(value.type, Class) else value.type.rpartition(".")[2]
            for value in self._module.values(base, scope.enter)
            if isinstance(value, Instance) and self._module.locks.traits(value) is None
        ]
        if not names and base is not scope.context:
            names = [last_name(base)]
        return bool(names) and all(says_lock(name) and "semaphore" not in words(name) for name in names)
