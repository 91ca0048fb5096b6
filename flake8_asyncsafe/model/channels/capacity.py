"""How much a queue takes before its senders have to wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument, is_complete, last_name
from flake8_asyncsafe.model.channels.identity import KINDS, Channels
from flake8_asyncsafe.model.locks.identity import words
from flake8_asyncsafe.model.ops import Loop, enclosing
from flake8_asyncsafe.model.values import ClassRef, Constant, External, ExternalMethod

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.channels.identity import Use
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.model.values import Values

_SIZED = frozenset({"queue.Queue", "asyncio.Queue", "multiprocessing.Queue", "multiprocessing.JoinableQueue"})
_JANUS = frozenset({"janus.Queue", "janus.PriorityQueue", "janus.LifoQueue"})
#: a pipe holds what it holds
_BOUNDED = frozenset({"multiprocessing.SimpleQueue"})
#: what says that a channel is meant to hold nothing
_NO_BUFFER = frozenset({"unbuffered", "bufferless", "rendezvous", "handoff", "handover", "synchronous"})


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
                if given is not None and self._is_zero(given, call) and self._is_size(call, place):
                    yield call, self._module.source(given)
                    break

    def _is_zero(self, given: cst.BaseExpression, op: Op) -> bool:
        """Whether a size is written as zero or less, or has a name that says so: ``UNBUFFERED = 0``.

        Of another name nobody knows whether it was meant: ``MAX_JOBS = 0`` may well be the knob that says no limit.
        """
        if _is_zero_or_less(given):
            return True
        if not isinstance(given, (cst.Name, cst.Attribute)) or not words(last_name(given)) & _NO_BUFFER:
            return False
        values = self._module.values(given, op)
        return len(values) == 1 and isinstance(value := values[0], Constant) and _is_no_room(value.value)

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
            if origin is None or KINDS.get(uses[0].channel.type) != "queue" or uses[0].channel.type in _BOUNDED:
                continue
            call = self._module.call_at(origin)
            if call is None or not is_complete(origin) or argument(origin, "maxsize", 0) is not None:
                continue
            readers = {use.function for use in channels.iterated_on(uses[0].channel)}
            for use in uses:
                readers |= {op.function for op in self._repeated(use)} if use.method.startswith("get") else set()
            puts = [op for use in uses if use.method.startswith("put") for op in self._repeated(use)]
            if any(op.function is not reader and not self._is_limited(op, reader) for op in puts for reader in readers):
                yield call

    def _repeated(self, use: Use) -> Iterator[Op]:
        """A get or put in a loop, or the calls in loops of the private helper that makes it and does no more."""
        if _in_loop(use.call):
            yield use.call
        if not use.function.name.startswith("_") or len(use.function.calls) != 1:
            return
        for _, edge in self._module.graph.callers(use.function):
            if edge.how == "call" and _in_loop(edge.op):
                yield edge.op

    def _is_limited(self, put: Op, reader: Function) -> bool:
        """Whether a put cannot run ahead of its reader: all of it is put before he starts, or a semaphore counts."""
        return self._is_before(put, reader) or self._is_counted(put, reader)

    def _is_before(self, put: Op, reader: Function) -> bool:
        """Whether the reader is started behind the loop that puts, in the same function: what is put is a list."""
        loop = next((item for item, _ in enclosing(put.block) if isinstance(item, Loop)), None)
        if loop is None or loop.is_async or loop.endless:
            return False
        last = max(op.index for block in loop.blocks() for op in block.ops())
        started = [spawn.op for spawn in self._module.spawns.all() if spawn.function is reader]
        started += [edge.op for _, edge in self._module.graph.callers(reader)]
        return bool(started) and all(op.function is put.function and op.index > last for op in started)

    def _is_counted(self, put: Op, reader: Function) -> bool:
        """Whether the put waits for a semaphore that the reader gives back."""
        taken = {
            self._module.locks.owned(lock)
            for call in put.function.calls
            if last_name(call.node.func) == "acquire" and call.index < put.index and _in_loop(call)
            if isinstance(call.node.func, cst.Attribute)
            and (lock := self._module.locks.lock(call.node.func.value, call)) is not None
        }
        return bool(taken) and any(
            isinstance(call.node.func, cst.Attribute)
            and call.node.func.attr.value == "release"
            and (lock := self._module.locks.lock(call.node.func.value, call)) is not None
            and self._module.locks.owned(lock) in taken
            for call in reader.calls
        )


def _in_loop(op: Op) -> bool:
    return any(isinstance(item, Loop) and item.kind in {"while", "for"} for item, _ in enclosing(op.block))


def _is_no_room(size: object) -> bool:
    return isinstance(size, int) and not isinstance(size, bool) and size <= 0


def _is_zero_or_less(node: cst.BaseExpression) -> bool:
    if isinstance(node, cst.Integer):
        return node.evaluated_value == 0
    return (
        isinstance(node, cst.UnaryOperation)
        and isinstance(node.operator, cst.Minus)
        and isinstance(node.expression, cst.Integer)
    )
