"""Which locks are held at one point of a function: an immutable state for the flow analysis."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import LockKind

if TYPE_CHECKING:
    import libcst as cst

    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.ops import Op

#: what tells locks apart (`Lock.identity`)
Identity = tuple[object, ...]
#: a lock that is taken again while held is counted so far
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Held:
    """One lock that is held: ``node`` is the expression that took it and ``op`` the operation.

    ``how``: with, acquire, helper (a function or context manager of this module took it), stack (an exit stack).
    ``blocking`` is false for a try-acquire.
    """

    lock: Lock
    node: cst.BaseExpression
    op: Op
    how: str
    blocking: bool = True
    stack: str = ""
    is_async: bool = False

    @property
    def is_for_tasks(self) -> bool:
        """Whether it keeps out tasks and no threads: by its kind, or it was taken by an ``async with``."""
        return self.lock.kind is LockKind.ASYNC or (self.lock.kind is None and self.is_async)


@dataclass(frozen=True, slots=True)
class Locked:
    """The locks held at a point: on some path (``may``) and on every path.

    ``must`` holds (lock, how often): a lock that is taken again while held stays held when the inner section ends.
    """

    may: frozenset[Held] = frozenset()
    must: frozenset[tuple[Identity, int]] = frozenset()

    def join(self, other: Locked) -> Locked:
        """Where two paths meet: held on some of them, held on both."""
        return Locked(self.may | other.may, self.must & other.must)

    def depth(self, identity: Identity) -> int:
        """How often a lock is held on every path."""
        count = 0
        while (identity, count + 1) in self.must:
            count += 1
        return count

    def take(self, held: Held) -> Locked:
        """This state with one more lock held."""
        identity = held.lock.identity
        if held.how == "acquire" and held.lock.excludes_itself and self.surely(identity):
            return self  # it fails or never returns; what comes after holds the lock once
        return Locked(self.may | {held}, self.must | {(identity, min(self.depth(identity) + 1, _DEEPEST))})

    def drop(self, identity: Identity) -> Locked:
        """This state with a lock given back: once, or for good where it is not known to be held more than once."""
        depth = self.depth(identity)
        mine = [held for held in self.may if held.lock.identity == identity]
        if depth > 1 and len(mine) > 1:
            mine = [max(mine, key=lambda held: held.op.index)]
        return Locked(self.may.difference(mine), self.must - {(identity, depth)})

    def leave(self, held: Held) -> Locked:
        """This state after the end of a ``with`` that took ``held``; its body may have let go and taken it again."""
        identity = held.lock.identity
        depth = self.depth(identity)
        if held not in self.may or depth < 2:
            return self.drop(identity)
        return Locked(self.may - {held}, self.must - {(identity, depth)})

    def forget(self, identity: Identity) -> Locked:
        """This state without a lock, however often it is held."""
        return replace(
            self,
            may=frozenset(held for held in self.may if held.lock.identity != identity),
            must=frozenset(entry for entry in self.must if entry[0] != identity),
        )

    def surely(self, identity: Identity) -> bool:
        """Whether a lock is held on every path."""
        return (identity, 1) in self.must

    def may_hold(self, identity: Identity) -> bool:
        """Whether a lock is held on some path."""
        return any(held.lock.identity == identity for held in self.may)

    def holding(self, identity: Identity) -> Held | None:
        """How a lock that is held on every path was taken (first, in the text), or None."""
        if not self.surely(identity):
            return None
        return min(
            (held for held in self.may if held.lock.identity == identity), key=lambda held: held.op.index, default=None
        )
