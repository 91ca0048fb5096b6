"""Timeouts and cancel scopes: blocks that can end early, at a suspension point inside and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.ops import Block, Compound, Enter, Return, Suspend, With, Yield, enclosing
from flake8_asyncsafe.model.values import Coroutine, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

_SCOPES = frozenset({"cancel", "timeout"})
#: lets plain functions suspend the coroutine that called them
_GREENLETS = ("greenback", "greenlet")


@dataclass(frozen=True, slots=True)
class DeadScope:
    """A scope in which nothing suspends; ``starts`` tells whether something is started in it that runs after it."""

    scope: With
    starts: bool


class CancelScopes:
    """The timeouts and cancel scopes of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def is_scope(self, item: With) -> bool:
        """Whether a with certainly enters a timeout or a cancel scope."""
        values = self._module.values(item.context, item.enter)
        return bool(values) and all(
            isinstance(value, Instance) and isinstance(value.type, str) and self._bounds(value.type) for value in values
        )

    def _bounds(self, name: str) -> bool:
        found = self._module.catalogue.type(name)
        return found is not None and found.scope in _SCOPES

    def without_suspension(self) -> Iterator[DeadScope]:
        """Every scope with no suspension point inside: in a plain function none has one."""
        if any(self._module.imports(name) for name in _GREENLETS):
            return
        for function in self._module.functions:
            for item in _withs(function):
                if self.is_scope(item) and not self._can_suspend(item):
                    yield DeadScope(item, self._starts(item))

    def _can_suspend(self, item: With) -> bool:
        for op in item.body.ops():
            if isinstance(op, Yield):
                return True
            if isinstance(op, Suspend) and not self._is_of_scope(op) and (not op.lazy or self._module.lazy.runs(op)):
                return True
            if isinstance(op, Return) and self._hands_out(op):
                return True
        return False

    def _is_of_scope(self, op: Suspend) -> bool:
        """Whether a point is only the entry or exit of another timeout: ``async with`` by form alone."""
        for compound, _ in _around(op):
            if isinstance(compound, With) and compound.item is op.node:
                return self.is_scope(compound)
        return False

    def _hands_out(self, op: Return) -> bool:
        """``return fetch()``: the coroutine that leaves the scope is the defect, and has a report of its own."""
        if op.value is None:
            return False
        return any(isinstance(value, Coroutine) for value in self._module.values(op.value, op))

    def _starts(self, item: With) -> bool:
        ops = set(item.body.ops())
        return any(spawn.op in ops for spawn in self._module.spawns.all())


def _around(op: Suspend) -> Iterator[tuple[Compound, Block | None]]:
    """The compounds around a point, and the with that its entry stands in front of."""
    items = op.block.items
    if op.at + 1 < len(items):
        following = items[op.at + 1]
        if isinstance(following, Compound):
            yield following, None
    yield from enclosing(op.block)


def _withs(function: Function) -> Iterator[With]:
    for op in function.ops:
        if isinstance(op, Enter):
            yield op.scope


__all__ = ["CancelScopes", "DeadScope"]
