"""Locks that are taken by code which may interrupt their holder: signal handlers, finalisers, logging handlers.

Such code runs between two operations of whatever the thread is doing.  If that holds the lock, the thread waits for
itself (CPython documentation, *signal*, "Signals and threads"; *object.__del__*: it may be called in any thread, at any
time).  A logging handler is called by whoever logs, at once: it waits for itself where that holds the handler's lock.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.calls.arguments import is_complete
from flake8_asyncsafe.model.contexts import Contexts, Kind
from flake8_asyncsafe.model.locks.order import LockOrder
from flake8_asyncsafe.model.ops import Call
from flake8_asyncsafe.model.scopes import Class, StubClass
from flake8_asyncsafe.model.values import Constant, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.calls.conditions import Demands
    from flake8_asyncsafe.model.contexts.places import Context
    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

_HANDLER = "logging.Handler"
_HANDLES = frozenset({"emit", "handle", "flush"})
_LOGS = frozenset({"debug", "info", "warning", "warn", "error", "exception", "critical", "log"})


@dataclass(frozen=True, slots=True)
class Interruption:
    """At ``node``, ``entry`` takes ``lock``, as ``other`` does elsewhere (or, for a logging handler, logs under it).

    ``other`` is the same node where a handler interrupts itself, and None where the lock is of another module's class.
    ``kind`` says what interrupts: a signal handler, a finaliser, or (None) a logging handler.
    """

    node: cst.CSTNode
    lock: Lock
    entry: Function
    kind: Kind | None
    other: cst.CSTNode | None
    chain: str = ""


@dataclass(frozen=True, slots=True)
class _Taken:
    """A lock that interrupting code takes at ``node``; ``abroad``: a lock of an object of another module's class."""

    node: cst.CSTNode
    lock: Lock
    key: tuple[object, ...]
    chain: str = ""
    abroad: bool = False


class Interruptions:
    """The locks of one module that interrupting code takes."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def found(self) -> Iterator[Interruption]:
        """Every acquisition in interrupting code of a lock that other code takes too, once for each place."""
        if not self._module.critical.any_locks:
            return
        seen: set[tuple[cst.CSTNode, object]] = set()
        for context in self._module.ask(Contexts).contexts:
            if context.kind not in {Kind.SIGNAL, Kind.FINALISER} or context.entry.is_stub:
                continue
            if context.api.startswith("atexit."):
                continue  # an ordinary call, when everything else is done
            for taken in self._taken(context):
                if (taken.node, taken.key) in seen or self._is_nobody_elses(taken.lock, context.entry):
                    continue
                other = self._elsewhere(taken, context.entry)
                if other is None and context.kind is Kind.SIGNAL and not self._is_unset(context.entry, taken.node):
                    other = taken.node  # a second signal interrupts the handler itself
                if other is not None or taken.abroad:
                    seen.add((taken.node, taken.key))
                    yield Interruption(taken.node, taken.lock, context.entry, context.kind, other, taken.chain)

    def in_logging(self) -> Iterator[Interruption]:
        """Every acquisition in a logging handler of a lock under which the module logs."""
        if not self._module.critical.any_locks or not self._module.imports("logging"):
            return
        order = self._module.ask(LockOrder)
        critical = self._module.critical
        for entry in self._module.functions:
            if entry.name not in _HANDLES or entry.owner is None or not self._is_handler(entry.owner):
                continue
            for held in critical.operations.taken_by(entry):
                if not held.blocking or not self._hangs(held.lock):
                    continue
                other = self._logs_under(order.key(held.lock, held.node, held.op), entry)
                if other is not None:
                    yield Interruption(held.node, held.lock, entry, None, other)

    def _is_handler(self, owner: Class) -> bool:
        subtype = self._module.catalogue.is_subtype
        return any(base == _HANDLER or subtype(base, _HANDLER) for base in self._module.classes.external_bases(owner))

    def _logs_under(self, key: object, entry: Function) -> cst.CSTNode | None:
        """A place that logs while a lock is held."""
        order = self._module.ask(LockOrder)
        for function in self._module.functions:
            for call in function.calls if function is not entry else ():
                func = call.node.func
                if not isinstance(func, cst.Attribute) or func.attr.value not in _LOGS:
                    continue
                if any(
                    order.key(held.lock, held.node, held.op) == key for held in self._module.critical.held(call).may
                ):
                    names = self._module.names_of(func, call)
                    if names and all(name.startswith("logging.") for name in names):
                        return call.node
        return None

    def _taken(self, context: Context) -> Iterator[_Taken]:
        critical = self._module.critical
        order = self._module.ask(LockOrder)
        entry, graph = context.entry, self._module.graph
        for held in critical.operations.taken_by(entry):
            if not held.blocking or not critical.operations.waits_here(held) or not self._hangs(held.lock):
                continue
            if self._allows(context, graph.demands(entry, held.node)):
                yield _Taken(held.node, held.lock, order.key(held.lock, held.node, held.op))
        for edge in graph.edges(entry):
            if not critical.summaries.runs_now(edge):
                continue
            for effect in critical.summaries.taken_along(edge):
                lock = critical.summaries.along(effect.what.lock, edge)
                demands = graph.demands(entry, edge.node) | graph.passed_on(edge, effect.demands)
                if lock is not None and self._hangs(lock) and self._allows(context, demands):
                    chain = self._module.chain(effect, f"takes {effect.what.lock.text}")
                    innermost, key = order.innermost(effect, edge)
                    owner = innermost.path.root[1] if innermost.path.root[0] == "self" else None
                    yield _Taken(edge.node, lock, key, chain, isinstance(owner, StubClass))

    def _allows(self, context: Context, demands: Demands) -> bool:
        """Whether what the entry is started with may meet demands on its parameters: ``finalize(self, close, False)``.

        What it is not given has its default.
        """
        if not demands or not isinstance(context.site, Call) or not is_complete(context.site.node):
            return True
        given = {name: (node, op) for name, node, op in self._module.ask(Contexts).bound.parameters(context)}
        for write in context.entry.params:
            if write.how == "param" and isinstance(write.node, cst.Param) and write.value is not None:
                given.setdefault(write.node.name.value, (write.value, context.entry.write or write))
        for demand in demands:
            values = self._module.values(*given[demand.param]) if demand.param in given else ()
            known = [value.value for value in values if isinstance(value, Constant)]
            if known and len(known) == len(values) and not any(demand.is_met_by(value) for value in known):
                return False
        return True

    def _is_unset(self, entry: Function, node: cst.CSTNode) -> bool:
        """Whether a handler first sets another one, or none, for the signal."""
        at = next((op.index for op in entry.ops if op.node is node), 0)
        return any(
            call.index < at and "signal.signal" in self._module.names_of(call.node.func, call) for call in entry.calls
        )

    @staticmethod
    def _hangs(lock: Lock) -> bool:
        return lock.kind is LockKind.THREAD and lock.excludes_itself

    def _elsewhere(self, taken: _Taken, entry: Function) -> cst.CSTNode | None:
        """Another place that takes the lock, and may be the one that is interrupted."""
        order = self._module.ask(LockOrder)
        for function in self._module.functions:
            if function is not entry:
                for held in self._module.critical.operations.taken_by(function):
                    if order.key(held.lock, held.node, held.op) == taken.key:
                        return held.node
        return None

    def _is_nobody_elses(self, lock: Lock, entry: Function) -> bool:
        """Whether the object that the lock belongs to is gone: whoever held the lock would still have the object.

        So it is with what the object made for itself; what it was given (a pool, a registry) lives on.
        """
        root, steps = lock.path.root, lock.path.steps
        if entry.name != "__del__" or entry.receiver is None or root[0] != "self" or not isinstance(root[1], Class):
            return False
        if len(steps) < 2:
            return True
        owner = root[1]
        values = self._module.evaluator.members.attribute(Instance(owner), steps[0])
        made = [value for value in values if not isinstance(value, Constant)]
        return all(isinstance(value, Instance) and self._is_made_by(value, owner) for value in made)

    def _is_made_by(self, value: Instance, owner: Class) -> bool:
        call = self._module.call_at(value.origin) if value.origin is not None else None
        return call is not None and call.function.owner is owner
