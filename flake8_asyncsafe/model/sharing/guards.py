"""Which lock guards which state, and who goes past it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.locks.identity import Lock, words
from flake8_asyncsafe.model.ops import Write
from flake8_asyncsafe.model.ordering.contended import ONCE, is_called_with_lock
from flake8_asyncsafe.model.sharing.accesses import Access, Accesses, Key, Kind
from flake8_asyncsafe.model.sharing.inherited import ELEMENT, Inherited

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.sharing.inherited import Guarded


#: methods that add, or leave out, one element in one step, whatever the others do
_ONE_STEP = frozenset({"append", "appendleft", "extend", "add", "discard", "setdefault"})


@dataclass(frozen=True, slots=True)
class Unguarded:
    """``access`` is made without ``lock``, under which the ``guarded`` ones are made.

    ``places`` is where: those of base classes in other modules too, which are not among the ``guarded`` ones.
    """

    access: Access
    lock: Key
    guarded: tuple[Access, ...]
    places: tuple[str, ...]


class Guards:
    """The guards of one module's state."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._accesses = module.ask(Accesses)
        self._inherited = module.ask(Inherited)

    @cached_property
    def bypassed(self) -> tuple[Unguarded, ...]:
        """Every access of guarded state that is made without its guard, and can do harm."""
        any_locks = self._module.critical.any_locks or self._inherited.by_key
        return (*self._find(), *self._between_tasks()) if any_locks else ()

    def _find(self) -> Iterator[Unguarded]:
        for key, accesses in self._accesses.by_key.items():
            inherited = self._inherited.by_key.get(key, ())
            guard = self._guard(accesses, inherited)
            if guard is None:
                continue
            elsewhere = [each for lock, each in inherited if lock == guard]
            guarded = tuple(each for each in accesses if guard in self._accesses.held(each.op))
            compound = any(each.is_compound for each in guarded) or any(each.is_compound for each in elsewhere)
            places = (*self._places(guarded), *dict.fromkeys(each.place for each in elsewhere))
            for access in accesses:
                if self._accesses.held(access.op) or not self._matters(access, compound=compound):
                    continue  # another lock may be the same one by another name
                if access.kind is Kind.WALK and _is_behind_a_join(access):
                    continue
                if elsewhere and self._inherited.is_called_with_lock(access.function):
                    continue
                if not self._accesses.may_be_called_with_lock(access.function):
                    yield Unguarded(access, guard, guarded, places)

    def _places(self, guarded: Iterable[Access]) -> tuple[str, ...]:
        return tuple(f"line {line}" for line in sorted({self._module.line(each.node) for each in guarded}))

    def _between_tasks(self) -> Iterator[Unguarded]:
        """The writes past an async lock that is held from a look at the state, across an await, to its write.

        Without that await no other task can come in between, whoever has the lock.
        """
        sections: dict[Key, tuple[Key, list[Access]]] = {}
        locks = self._module.locks
        for function in self._module.coroutines:
            for stale in self._module.stale.stale_writes(function):
                guard = next((held.lock for held in stale.spanning if held.is_for_tasks), None)
                if guard is None or (guard.traits is not None and guard.traits.counting):
                    continue
                key, lock = locks.owned(Lock(stale.path, "", None)), locks.owned(guard)
                if self._belongs(lock, key):
                    written = Access(stale.write, stale.write.node, key, Kind.STORE, "")
                    sections.setdefault(key, (lock, []))[1].append(written)
        for key, (lock, guarded) in sections.items():
            for access in self._accesses.by_key.get(key, ()):
                if access.kind in {Kind.STORE, Kind.UPDATE} and not self._is_apart(access):
                    yield Unguarded(access, lock, tuple(guarded), self._places(guarded))

    def _is_apart(self, access: Access) -> bool:
        """Whether a write has a lock of its own, or is a reset, or is where nobody else is."""
        held = self._module.critical.held(access.op).may
        if any(each.lock.kind is not LockKind.THREAD for each in held):
            return True
        value = access.op.value if isinstance(access.op, Write) else None
        if isinstance(value, cst.Name) and value.value in {"None", "True", "False"}:
            return True
        return access.function.name in ONCE or is_called_with_lock(access.function, self._module)

    def _guard(self, accesses: tuple[Access, ...], inherited: tuple[tuple[Key, Guarded], ...]) -> Key | None:
        """The lock that state is written under, if it belongs to the same object, class or module."""
        counts: dict[Key, int] = {}
        for access in accesses:
            if access.kind is not Kind.WALK:
                for lock in self._accesses.held(access.op):
                    if self._belongs(lock, access.key):
                        counts[lock] = counts.get(lock, 0) + 1
        for lock, each in inherited:
            if self._belongs(lock, accesses[0].key) and each.how != ELEMENT:
                counts[lock] = counts.get(lock, 0) + 1
        return max(counts, key=lambda lock: counts[lock]) if counts else None

    @staticmethod
    def _belongs(lock: Key, key: Key) -> bool:
        """Whether a lock and the state are attributes of one object, or the lock is one for all objects."""
        if lock[0] == "self":
            return key[0] == "self"
        return lock[0] in {"global", "class"} or lock[0] == key[0]

    @staticmethod
    def _matters(access: Access, *, compound: bool) -> bool:
        """Whether an access past the guard can lose something: single stores of a flag cannot."""
        if access.kind in {Kind.STORE, Kind.WALK}:
            return compound
        node = access.node
        name = node.func.attr.value if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) else ""
        return name not in _ONE_STEP


def _is_behind_a_join(access: Access) -> bool:
    """Whether the function has waited for its threads: nobody else is left."""
    return any(
        call.index < access.op.index
        and isinstance(call.node.func, cst.Attribute)
        and call.node.func.attr.value == "join"
        and (not call.node.args or not words(last_name(call.node.func.value)).isdisjoint(_THREADS))
        for call in access.function.calls
    )


_THREADS = frozenset({"thread", "threads", "process", "proc", "worker", "workers"})
