"""ASF203: lock-taken-twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.locks.identity import PER_BORROWER
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import libcst as cst

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.locks.critical import Held
    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function


class LockTakenTwice(Rule):
    """A lock is taken again by the code that holds it, which then waits for itself.

    ## What it does
    Checks for a second, waiting acquisition of a lock that is held already: nested in one function, or through calls
    on the same object (methods, inherited ones, properties) or of functions, of this or another module, however deep.
    Locks are `threading.Lock`, `multiprocessing.Lock`, the locks of asyncio, trio and anyio, and semaphores of one.  A
    `Condition` made on a lock is that lock.  A nested acquisition is reported where it stands, one in a called
    function at the call that is made with the lock held; the message gives the chain.

    ## Why is this bad?
    A mutex waits until it is free, and only its holder can free it.  When the waiting one is the holder, that will
    not happen: not under load, not by bad luck, but each time this line runs.  With a thread lock the thread is gone,
    and in a coroutine the whole loop with it; with an `asyncio.Lock` the task never ends, while the loop runs on and
    everybody else queues up behind it.  The locks of trio and anyio raise an error.

    It happens where a public method that takes the lock is called by another one that has it: each is right by
    itself, and the text shows neither `with` near the other.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/ (a wait that only the
    waiting one could end)

    ## Example
    ```python
    import threading


    class Channels:
        def __init__(self) -> None:
            self._lock = threading.Lock()
            self._open: dict[str, list[int]] = {}

        def close(self, name: str) -> None:
            with self._lock:
                self._open.pop(name, None)

        def close_all(self) -> None:
            with self._lock:
                for name in list(self._open):
                    self.close(name)
    ```

    ## Use instead
    ```python
    import threading


    class Channels:
        def __init__(self) -> None:
            self._lock = threading.Lock()
            self._open: dict[str, list[int]] = {}

        def _close(self, name: str) -> None:
            '''Close one channel; the caller holds the lock.'''
            self._open.pop(name, None)

        def close(self, name: str) -> None:
            with self._lock:
                self._close(name)

        def close_all(self) -> None:
            with self._lock:
                for name in list(self._open):
                    self._close(name)
    ```

    An `RLock` lets its own thread in again.  It hides the question which method holds what, and does not help tasks:
    to it, all tasks of a loop are one owner (ASF201).

    ## Known limits
    The same attribute of another object (`child.close()`, `self.parent.close()`) is another lock, even if both
    objects happen to be one.  Special methods called by operators and builtins (`len(self)`) are missed, and so is a
    lock that a decorator holds around the whole method.  An acquisition with a timeout, or without waiting, is not
    reported.
    """

    code = "ASF203"
    name = "lock-taken-twice"
    message = "`{lock}` is held here (line {line}) and taken again by {chain}: {harm}; {advice}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Compare what is held with what is taken, here and in what is called."""
        for function in module.functions:
            if module.critical.flow(function) is None:
                continue
            reported: set[cst.CSTNode] = set()
            for node, lock, first, chain in (*self._here(module, function), *self._below(module, function)):
                if node not in reported:
                    reported.add(node)
                    yield self.finding(
                        node,
                        lock=lock.text,
                        line=module.line(first.node),
                        chain=chain,
                        harm=_harm(lock),
                        advice=_advice(lock),
                    )

    @staticmethod
    def _here(module: Module, function: Function) -> Iterator[tuple[cst.CSTNode, Lock, Held, str]]:
        for held in module.critical.operations.taken_by(function):
            if held.blocking and held.lock.excludes_itself and module.critical.operations.waits_here(held):
                first = module.critical.held(held.op).holding(held.lock.identity)
                if first is None or not first.lock.excludes_itself:
                    continue
                if held.how == first.how == "acquire" and module.locks.reach.is_handed_out(held.lock):
                    continue  # a lock as a signal: whoever else has it releases it, and that ends the second acquire
                if not module.critical.summaries.is_freed_by_closure(first):
                    yield held.node, held.lock, first, "this"

    @staticmethod
    def _below(module: Module, function: Function) -> Iterator[tuple[cst.CSTNode, Lock, Held, str]]:
        for edge in module.graph.edges(function):
            state = module.critical.held(edge.op)
            if not state.must or not module.critical.summaries.runs_now(edge):
                continue
            for effect in module.critical.summaries.taken_along(edge):
                lock = module.critical.summaries.along(effect.what.lock, edge)
                if lock is None or not lock.excludes_itself:
                    continue
                first = state.holding(lock.identity)
                if first is not None and first.op is not edge.op and first.lock.excludes_itself:
                    yield edge.node, lock, first, module.chain(effect, f"takes {effect.what.lock.text}")


def _harm(lock: Lock) -> str:
    if lock.type in PER_BORROWER:
        return "a task may borrow one token at a time, so this raises RuntimeError"
    if lock.kind is LockKind.ASYNC:
        return "the task waits for itself for ever"
    return "the thread waits for itself for ever"


def _advice(lock: Lock) -> str:
    advice = "call a helper that expects the lock to be held"
    if lock.kind is LockKind.THREAD:
        advice += ", or make it a `threading.RLock`"
    return advice
