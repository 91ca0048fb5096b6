"""Joins under a lock that the thread which is waited for takes itself.

Who joins a thread waits until it is over, and it is not over before it has had each lock that it asks for.  If the one
who waits holds one of them, both wait for ever; that an RLock lets its owner in again does not help, as it is another
thread that asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.contexts import Contexts, Kind
from flake8_asyncsafe.model.locks.order import LockOrder, sure
from flake8_asyncsafe.model.ops import Call

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.contexts import Context
    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

Key = tuple[object, ...]
_JOINS = frozenset({"join", "result", "exception", "get", "shutdown"})
#: a join is looked for behind so many calls
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class JoinUnderLock:
    """``call`` waits, at once or through callees, for the end of ``thread`` while ``lock`` is held.

    ``taken`` is where the thread takes that lock.
    """

    call: Call
    lock: Lock
    thread: Function
    taken: cst.CSTNode


class JoinsUnderLock:
    """Finds them in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._order = module.ask(LockOrder)
        self._takes: dict[Function, dict[Key, cst.CSTNode]] = {}

    def found(self) -> Iterator[JoinUnderLock]:
        """Each join that cannot end, once."""
        if not self._module.critical.any_locks or not self._module.ask(Contexts).starts_threads:
            return
        seen: set[Call] = set()
        for context in self._module.ask(Contexts).contexts:
            if context.kind is not Kind.THREAD or context.entry.is_stub or not context.sure:
                continue
            takes = self._taken_by(context.entry)
            for call in self._joins(context) if takes else ():
                for place in self._ways_to(call):
                    found = self._under(place, context, takes) if place not in seen else None
                    if found is not None:
                        seen.add(place)
                        yield found

    def _joins(self, context: Context) -> Iterator[Call]:
        """The calls that wait, without a time limit, for what is started."""
        handles = self._module.ask(Contexts).handles
        for handle in context.handles:
            for op in handles.joins(handle):
                func = op.node.func if isinstance(op, Call) else None
                name = func.attr.value if isinstance(func, cst.Attribute) else ""
                if isinstance(op, Call) and (name == "shutdown" or (name in _JOINS and not op.node.args)):
                    yield op

    def _ways_to(self, call: Call) -> Iterator[Call]:
        """The call itself, and the calls of functions that lead to it."""
        todo = [(call, 0)]
        seen = {call}
        while todo:
            place, depth = todo.pop()
            yield place
            if depth == _DEEPEST or place.function.is_async:
                continue
            for _, edge in self._module.graph.callers(place.function):
                if isinstance(edge.op, Call) and edge.op not in seen and edge.how == "call":
                    seen.add(edge.op)
                    todo.append((edge.op, depth + 1))

    def _under(self, place: Call, context: Context, takes: dict[Key, cst.CSTNode]) -> JoinUnderLock | None:
        if place.function is context.entry:
            return None
        for held in sure(self._module.critical.held(place)):
            key = self._order.key(held.lock, held.node, held.op)
            if key in takes and self._order.is_one(held.lock) and held.lock.kind is LockKind.THREAD:
                return JoinUnderLock(place, held.lock, context.entry, takes[key])
        return None

    def _taken_by(self, entry: Function) -> dict[Key, cst.CSTNode]:
        """The locks that a function waits for, by itself or through callees, with where."""
        found = self._takes.get(entry)
        if found is None:
            found = self._takes[entry] = {}
            for effect in self._module.critical.summaries.acquisitions.of(entry):
                named = self._order.named_by_taker(effect)
                if named is not None:
                    found.setdefault(named[1], effect.step.node)
        return found
