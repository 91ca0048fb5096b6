"""Locks that are taken by code which may interrupt their holder: signal handlers, finalisers, weakref callbacks.

Such code runs between two operations of whatever the thread is doing.  If that holds the lock, the thread waits for
itself (CPython documentation, *signal*, "Signals and threads"; *object.__del__*: it may be called in any thread, at any
time).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.contexts import Contexts, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    import libcst as cst

    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function


@dataclass(frozen=True, slots=True)
class Interruption:
    """At ``node``, ``entry`` (it runs as ``kind``: signal, finaliser) takes ``lock``, as ``other`` does elsewhere."""

    node: cst.CSTNode
    lock: Lock
    entry: Function
    kind: Kind
    other: cst.CSTNode
    chain: str = ""


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
            for node, lock, chain in self._taken(context.entry):
                key = self._module.locks.owned(lock)
                other = self._elsewhere(key, context.entry)
                if other is None or (node, key) in seen or self._is_nobody_elses(lock, context.entry, context.kind):
                    continue
                seen.add((node, key))
                yield Interruption(node, lock, context.entry, context.kind, other, chain)

    def _taken(self, entry: Function) -> Iterator[tuple[cst.CSTNode, Lock, str]]:
        critical = self._module.critical
        for held in critical.operations.taken_by(entry):
            if held.blocking and critical.operations.waits_here(held) and self._hangs(held.lock):
                yield held.node, held.lock, ""
        for edge in self._module.graph.edges(entry):
            if not critical.summaries.runs_now(edge):
                continue
            for effect in critical.summaries.acquisitions.along(edge):
                lock = critical.summaries.along(effect.what.lock, edge)
                if lock is not None and self._hangs(lock):
                    yield edge.node, lock, self._module.chain(effect, f"takes {effect.what.lock.text}")

    @staticmethod
    def _hangs(lock: Lock) -> bool:
        return lock.kind is LockKind.THREAD and lock.excludes_itself

    def _elsewhere(self, key: tuple[object, ...], entry: Function) -> cst.CSTNode | None:
        """Another place that takes the lock, and may be the one that is interrupted."""
        for function in self._module.functions:
            if function is not entry:
                for held in self._module.critical.operations.taken_by(function):
                    if self._module.locks.owned(held.lock) == key:
                        return held.node
        return None

    @staticmethod
    def _is_nobody_elses(lock: Lock, entry: Function, kind: Kind) -> bool:
        """Whether the object that the lock belongs to is gone: whoever held the lock would still have the object."""
        return kind is Kind.FINALISER and entry.receiver is not None and lock.path.root[0] == "self"
