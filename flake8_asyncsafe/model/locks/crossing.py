"""Locks with an owner that are taken on one side of a thread boundary and given back on the other.

An `RLock` belongs to the thread that takes it, and so does a condition that is built on one: nobody else can give it
back.  What hands `acquire` to a worker thread makes that thread the owner, and what hands `release` to one asks the
wrong thread.  A plain `Lock` has no owner, so it may be handed over.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind, Where
from flake8_asyncsafe.model.calls.arguments import argument, given_for
from flake8_asyncsafe.model.inference.reaching import latest
from flake8_asyncsafe.model.ops import Write
from flake8_asyncsafe.model.values import Constant, FunctionRef, Instance, Method, Partial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.calls.spawns import Spawn
    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function

_TAKES = frozenset({"acquire", "__enter__", "enter_context"})
_FREES = frozenset({"release", "__exit__"})
#: bridges that run all that they are given on one thread
_ONE_THREAD = ("asgiref.", "channels.")
#: file locks that count for each thread separately, unless told not to
_PER_THREAD = frozenset({"filelock.FileLock", "filelock.SoftFileLock", "filelock.BaseFileLock"})
#: callbacks of the loop that another thread asks for
_FROM_THREADS = frozenset({"call_soon_threadsafe", "run_sync", "run"})


@dataclass(frozen=True, slots=True)
class Handed:
    """At ``node``, ``lock`` is taken, or given back (``takes`` false), by another thread than that of ``node``.

    ``other`` is where the other half of it happens, if that is in sight.
    """

    node: cst.CSTNode
    lock: Lock
    takes: bool
    spawn: Spawn
    other: cst.CSTNode | None = None


class GuardCrossings:
    """The locks with an owner that cross threads, of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def found(self) -> Iterator[Handed]:
        """Every half of a section that is handed to another thread."""
        if not self._module.critical.any_locks:
            return
        seen: set[tuple[cst.CSTNode, object]] = set()
        for handed in self._handed:
            key = (handed.node, self._module.locks.owned(handed.lock))
            if key not in seen and not self._needs_no_report(handed):
                seen.add(key)
                yield Handed(handed.node, handed.lock, handed.takes, handed.spawn, self._other(handed))

    @cached_property
    def _handed(self) -> list[Handed]:
        return [
            Handed(spawn.node, lock, takes, spawn)
            for spawn in self._module.spawns.all()
            if self._crosses(spawn)
            for lock, takes in self._done_by(spawn)
            if self._has_owner(lock)
        ]

    def _crosses(self, spawn: Spawn) -> bool:
        if spawn.name.startswith(_ONE_THREAD):
            return False
        if spawn.where is Where.THREAD:
            return True
        # what a worker asks of the loop while it holds the lock
        from_thread = spawn.where is Where.LOOP_CALLBACK and spawn.name.rpartition(".")[2] in _FROM_THREADS
        return from_thread and not spawn.op.function.is_async and bool(self._module.critical.held(spawn.op).may)

    # -- what is handed over ------------------------------------------------------------------------------------------

    def _done_by(self, spawn: Spawn) -> Iterator[tuple[Lock, bool]]:
        """(lock, taken or given back) for what running the argument leaves changed."""
        yield from self._by_method(spawn)
        value = spawn.value
        while isinstance(value, Partial):
            value = value.target
        if isinstance(value, (FunctionRef, Method)) and not value.function.is_generator and not value.function.is_async:
            for held, takes in self._module.critical.summaries.net(value.function):
                lock = self._seen_from(spawn, value.function, held.lock)
                if lock is not None:
                    yield lock, takes

    def _by_method(self, spawn: Spawn) -> Iterator[tuple[Lock, bool]]:
        """``to_thread(lock.acquire)``, also by another name, or with arguments in a partial."""
        node, op = self._named(spawn.argument, spawn.op)
        if isinstance(node, cst.Call) and node.args and isinstance(spawn.value, Partial):
            node, op = self._named(node.args[0].value, op)
        if not isinstance(node, cst.Attribute) or node.attr.value not in _TAKES | _FREES:
            return
        owner = node.value
        if node.attr.value == "enter_context":
            given = argument(spawn.made, None, 0) if spawn.made is not None else None
            if given is None:
                return
            owner = given
        lock = self._module.locks.lock(owner, op)
        if lock is not None:
            yield lock, node.attr.value in _TAKES

    def _named(self, node: cst.BaseExpression, op: Op) -> tuple[cst.BaseExpression, Op]:
        """What a local name stands for: ``take = lock.acquire``."""
        scope = op.block.scope.lookup(node.value) if isinstance(node, cst.Name) else None
        if scope is None or not isinstance(node, cst.Name):
            return node, op
        writes = scope.bindings[node.value]
        if len(writes) > 1 and scope.function is op.function:
            writes = latest(scope, node.value, op)
        only = writes[0] if len(writes) == 1 else None
        if isinstance(only, Write) and only.value is not None and only.how in {"assign", "ann"} and not only.path:
            return only.value, only
        return node, op

    def _seen_from(self, spawn: Spawn, callee: Function, lock: Lock) -> Lock | None:
        """What a lock of a function is to the one who hands the function over."""
        root = lock.path.root
        if root[0] in {"global", "class"}:
            return lock
        if root[0] == "self":
            node, op = self._named(spawn.argument, spawn.op)
            if spawn.how == "call" and isinstance(node, cst.Attribute):
                return self._module.critical.summaries.of_receiver(lock, node.value, op)
            return lock  # a closure in a method, or a method that a base class calls
        if root[0] != "local":
            return None
        if getattr(root[1], "function", None) is not callee:
            return lock  # of a function around it
        made = spawn.made
        given = given_for(made, callee, str(root[2])) if made is not None else None
        return self._module.locks.lock(given, spawn.op) if given is not None else None

    def _has_owner(self, lock: Lock) -> bool:
        if lock.traits is None or lock.traits.counting:
            return False
        if lock.kind in {LockKind.THREAD, LockKind.PROCESS}:
            return lock.traits.reentrant
        return lock.kind is LockKind.FILE and lock.type in _PER_THREAD and not self._is_shared_file_lock(lock)

    def _is_shared_file_lock(self, lock: Lock) -> bool:
        """``FileLock(path, thread_local=False)``: one count for all threads."""
        return lock.identity in self._shared_file_locks

    @cached_property
    def _shared_file_locks(self) -> frozenset[object]:
        found: set[object] = set()
        for call in self._module.calls():
            if argument(call.node, "thread_local", None) is not None:
                for target in self._module.use(call.node).targets:
                    write = self._module.write_of(target)
                    if write is not None:
                        found.add(self._module.locks.path(target, write)[0].identity)
        return frozenset(found)

    # -- the other half -----------------------------------------------------------------------------------------------

    def _needs_no_report(self, handed: Handed) -> bool:
        """Whether both halves are handed to a pool of one worker: the same thread takes the lock and gives it back.

        Where a function hands both over otherwise, that is one defect, and the first half has the report.
        """
        key = self._module.locks.owned(handed.lock)
        if not self._is_pool_of_one(handed.spawn):
            return not handed.takes and any(
                each.takes and each.spawn.op.function is handed.spawn.op.function
                for each in self._handed
                if self._module.locks.owned(each.lock) == key
            )
        return any(
            each.takes is not handed.takes
            and self._module.locks.owned(each.lock) == key
            and self._is_pool_of_one(each.spawn)
            for each in self._handed
        )

    def _is_pool_of_one(self, spawn: Spawn) -> bool:
        node = spawn.op.node
        if spawn.how != "call" or not isinstance(node, cst.Call) or not isinstance(node.func, cst.Attribute):
            return False
        pool = node.args[0].value if node.func.attr.value == "run_in_executor" and node.args else node.func.value
        for value in self._module.values(pool, spawn.op):
            origin = value.origin if isinstance(value, Instance) else None
            workers = argument(origin, "max_workers", 0) if origin is not None else None
            sizes = self._module.values(workers, spawn.op) if workers is not None else ()
            if any(isinstance(size, Constant) and size.value == 1 for size in sizes):
                return True
        return False

    def _other(self, handed: Handed) -> cst.CSTNode | None:
        """Where the lock is given back that is taken there, or taken that is given back."""
        key = (self._module.locks.owned(handed.lock), not handed.takes)
        found = [each for each in self._halves.get(key, ()) if each[0] is not handed.spawn.function]
        near = (node for function, node in found if function is handed.spawn.op.function)
        return next(near, found[0][1] if found else None)

    @cached_property
    def _halves(self) -> dict[tuple[object, bool], list[tuple[Function | None, cst.CSTNode]]]:
        """(where, at what) each lock is taken (True) or given back (False)."""
        found: dict[tuple[object, bool], list[tuple[Function | None, cst.CSTNode]]] = defaultdict(list)
        owned = self._module.locks.owned
        for function in self._module.functions:
            for held in self._module.critical.operations.taken_by(function):
                found[owned(held.lock), True].append((function, held.node))
            for call in function.calls:
                lock = self._module.critical.released(call)
                if lock is not None:
                    found[owned(lock), False].append((function, call.node))
        for each in self._handed:
            found[owned(each.lock), each.takes].append((None, each.node))
        return found


__all__ = ["GuardCrossings", "Handed"]
