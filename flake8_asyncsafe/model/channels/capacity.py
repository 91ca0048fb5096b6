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
    from flake8_asyncsafe.model.values import Values

_SIZED = frozenset({"queue.Queue", "asyncio.Queue", "multiprocessing.Queue", "multiprocessing.JoinableQueue"})
_JANUS = frozenset({"janus.Queue", "janus.PriorityQueue", "janus.LifoQueue"})


class Capacity:
    """The sizes with which one module makes its queues."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def _sized(self, targets: Values) -> str | None:
        """The type of the queue with a maximum size that one of these makes when it is called."""
        for target in targets:
            names: tuple[str, ...] = ()
            if isinstance(target, (External, ExternalMethod)):
                names = (target.name,)
            elif isinstance(target, ClassRef) and not any(
                self._module.classes.method(each, "__init__") for each in (target.cls,)
            ):
                names = self._module.classes.external_bases(target.cls)
            found = self._size_of(names)
            if found is not None:
                return found
        return None

    def _size_of(self, names: tuple[str, ...]) -> str | None:
        catalogue = self._module.catalogue
        for name in names:
            for each in catalogue.lineage(catalogue.canonical(name)):
                if each in _SIZED or each in _JANUS:
                    return each
        return None

    def spelled_out(self) -> Iterator[tuple[Call, str]]:
        """(call, size as written) where a size of zero or less is given for a queue that takes it for infinite."""
        for call in self._module.calls():
            for place in (0, 1):
                given = argument(call.node, "maxsize", place)
                if given is not None and _is_zero_or_less(given) and self._is_size(call, place):
                    yield call, self._module.source(given)
                    break

    def _is_size(self, call: Call, place: int) -> bool:
        """Whether the argument at a place is the size of a queue: ``Queue(0)``, ``partial(Queue, 0)``, ``super()``."""
        node = call.node
        if place == 0:
            if isinstance(node.func, cst.Attribute) and node.func.attr.value == "__init__":
                owner, of = call.function.owner, node.func.value
                is_super = isinstance(of, cst.Call) and isinstance(of.func, cst.Name) and of.func.value == "super"
                bases = self._module.classes.external_bases(owner) if owner is not None and is_super else ()
                return self._size_of(bases) is not None
            return self._sized(self._module.targets(call)) is not None
        if isinstance(node.func, cst.Attribute) and node.func.attr.value == "__init__":
            return self._sized(self._module.values(node.func.value, call)) is not None  # `Queue.__init__(self, 0)`
        first = node.args[0].value if node.args and node.args[0].keyword is None and not node.args[0].star else None
        return (
            first is not None
            and "functools.partial" in self._module.names_of(node.func, call)
            and self._sized(self._module.values(first, call)) is not None
        )

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
