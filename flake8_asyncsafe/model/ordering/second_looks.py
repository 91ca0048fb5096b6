"""Second looks: a store that only happens where a version, read with the old value, is still the same.

    with lock:
        value, version = self.value, self.version
    ...
    with lock:
        if self.version == version:
            self.value = changed(value)

Whoever stores meanwhile counts the version up, and the old value is thrown away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.conditions import required

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op, Write

_SAME: dict[type[cst.BaseCompOp], bool] = {cst.Equal: True, cst.Is: True, cst.NotEqual: False, cst.IsNot: False}


def is_looked_again(module: Module, op: Op, release: Op, lock: Lock) -> bool:
    """Whether ``op``, under ``lock``, depends on something being what it was before ``release`` gave the lock back."""
    for _, test, truth in required(op):
        for comparison in _demanded(test, truth=truth):
            target = comparison.comparisons[0]
            for old, now in (
                (comparison.left, target.comparator),
                (target.comparator, comparison.left),
            ):
                if _is_of_then(module, old, now, op, release, lock):
                    return True
    return False


def _demanded(test: cst.BaseExpression, *, truth: bool) -> Iterator[cst.Comparison]:
    """The comparisons in a test by which two things have to be the same."""
    if isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
        yield from _demanded(test.expression, truth=not truth)
    elif isinstance(test, cst.BooleanOperation) and isinstance(test.operator, cst.And) is truth:
        yield from _demanded(test.left, truth=truth)
        yield from _demanded(test.right, truth=truth)
    elif isinstance(test, cst.Comparison):
        same = _SAME.get(type(test.comparisons[0].operator)) if len(test.comparisons) == 1 else None
        if same is truth:
            yield test


def _is_of_then(
    module: Module, old: cst.BaseExpression, now: cst.BaseExpression, op: Op, release: Op, lock: Lock
) -> bool:
    """Whether ``old`` is a local that got what ``now`` is, under the lock before it was given back."""
    while isinstance(old, (cst.Attribute, cst.Subscript)):
        old = old.value
    if not isinstance(old, cst.Name) or not isinstance(now, (cst.Name, cst.Attribute, cst.Subscript, cst.Call)):
        return False
    scope = op.block.scope.lookup(old.value)
    if scope is None or scope.function is not op.function:
        return False
    text = module.source(now)

    def is_of_then(write: Write) -> bool:
        held = module.critical.held(write).surely(lock.identity) or isinstance(now, cst.Call)
        return held and write.index <= release.index and write.value is not None and text in module.source(write.value)

    return any(is_of_then(write) for write in scope.bindings[old.value])
