"""The capacity that a queue is made with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.values import ClassRef, External

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call

#: queues for whose size zero and less mean that there is none
_SIZED = {
    **dict.fromkeys(
        [f"{module}.{name}" for module in ("queue", "asyncio") for name in ("Queue", "LifoQueue", "PriorityQueue")],
        "maxsize",
    ),
    "multiprocessing.Queue": "maxsize",
    "multiprocessing.JoinableQueue": "maxsize",
}


class Capacities:
    """The queues that one module makes with a size in plain sight."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def spelled_out_infinite(self) -> Iterator[tuple[Call, int, str]]:
        """(call, size, type) for each queue that is made with a literal size of zero or less."""
        for call in self._module.calls():
            if not call.node.args:
                continue
            size = _literal(argument(call.node, "maxsize", 0))
            if size is None or size > 0:
                continue
            for value in self._module.targets(call):
                for name in self._names(value):
                    if name in _SIZED:
                        yield call, size, name
                        break

    def _names(self, value: object) -> tuple[str, ...]:
        catalogue = self._module.catalogue
        if isinstance(value, External):
            return (catalogue.canonical(value.name),)
        if isinstance(value, ClassRef) and self._module.classes.method(value.cls, "__init__") is None:
            return tuple(map(catalogue.canonical, self._module.classes.external_bases(value.cls)))
        return ()


def _literal(node: cst.BaseExpression | None) -> int | None:
    if isinstance(node, cst.Integer):
        return int(node.evaluated_value)
    if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Minus):
        inner = _literal(node.expression)
        return -inner if inner is not None else None
    return None
