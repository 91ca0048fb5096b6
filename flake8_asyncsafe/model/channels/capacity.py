"""How much a queue takes before its senders have to wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument, is_complete
from flake8_asyncsafe.model.channels.identity import KINDS, Channels
from flake8_asyncsafe.model.ops import Loop, enclosing
from flake8_asyncsafe.model.values import ClassRef, External, ExternalMethod

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op

_SIZED = frozenset({"queue.Queue", "asyncio.Queue", "multiprocessing.Queue", "multiprocessing.JoinableQueue"})
_JANUS = frozenset({"janus.Queue", "janus.PriorityQueue", "janus.LifoQueue"})


class Capacity:
    """The sizes with which one module makes its queues."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def _sized(self, call: Call) -> str | None:
        """The type of the queue with a maximum size that a call makes."""
        for target in self._module.targets(call):
            names: tuple[str, ...] = ()
            if isinstance(target, (External, ExternalMethod)):
                names = (target.name,)
            elif isinstance(target, ClassRef) and not any(
                self._module.classes.method(each, "__init__") for each in (target.cls,)
            ):
                names = self._module.classes.external_bases(target.cls)
            for name in names:
                catalogue = self._module.catalogue
                for each in catalogue.lineage(catalogue.canonical(name)):
                    if each in _SIZED or each in _JANUS:
                        return each
        return None

    def spelled_out(self) -> Iterator[tuple[Call, str]]:
        """(call, size as written) where a size of zero or less is given for a queue that takes it for infinite."""
        for call in self._module.calls():
            given = argument(call.node, "maxsize", 0)
            if given is not None and _is_zero_or_less(given) and self._sized(call) is not None:
                yield call, self._module.source(given)

    def unbounded(self) -> Iterator[Call]:
        """The queues without a size that a loop fills and another function empties in a loop."""
        channels = self._module.ask(Channels)
        for uses in channels.by_identity.values():
            origin = uses[0].channel.origin
            if origin is None or KINDS.get(uses[0].channel.type) != "queue" or uses[0].channel.type not in _SIZED:
                continue
            call = self._module.call_at(origin)
            if call is None or not is_complete(origin) or argument(origin, "maxsize", 0) is not None:
                continue
            puts = {use.function for use in uses if use.method.startswith("put") and _in_loop(use.call)}
            gets = {use.function for use in uses if use.method.startswith("get") and _in_loop(use.call)}
            if any(put is not get for put in puts for get in gets):
                yield call


def _in_loop(op: Op) -> bool:
    return any(isinstance(item, Loop) and item.kind in {"while", "for"} for item, _ in enclosing(op.block))


def _is_zero_or_less(node: cst.BaseExpression) -> bool:
    if isinstance(node, cst.Integer):
        return node.evaluated_value == 0
    return (
        isinstance(node, cst.UnaryOperation)
        and isinstance(node.operator, cst.Minus)
        and isinstance(node.expression, cst.Integer)
    )
