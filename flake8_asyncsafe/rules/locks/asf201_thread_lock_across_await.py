"""ASF201: thread-lock-across-await."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.calls.driven import DrivenByHand
from flake8_asyncsafe.model.describe import interleaving
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.locks.critical import Held
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Suspend


class ThreadLockAcrossAwait(Rule):
    """A thread lock is still held while the task is suspended.

    ## What it does
    Checks for a lock for threads or processes (`threading`, `multiprocessing`, file locks) that is held where a
    coroutine or async generator can be suspended: at an `await`, `async for`, `async with`, async comprehension or
    `yield`.  The lock may be taken by `with`, by `acquire()`, through an `ExitStack`, or by a context manager of your
    own that takes it.  An object of unknown type counts as such a lock if a whole word of its name is lock, mutex,
    semaphore or guard, since `with` (without `async`) is used on it.

    ## Why is this bad?
    A thread lock makes those who must wait stop their *thread*.  All tasks of a loop share one thread, and the
    holder is one of them: it gave the thread back at its `await` and kept the lock.  The next task that wants the
    lock stops the thread; the holder can only let go after it has been resumed, on that same thread.  Thread waits
    for lock and lock waits for thread: the whole loop stands still, and nothing is raised or logged.

    It takes two tasks in the section at once, so the tests pass and the service stops under load.  In Rust the guard
    of a standard mutex is not `Send`, and a runtime that moves tasks between threads refuses such code when it is
    compiled.  Python has nobody who refuses it.

    What happens depends on the lock:

    - `Lock`, `Semaphore`: deadlock of the loop, as above.
    - `RLock`, and `Condition` made without a lock: they belong to the *thread*, and every task of the loop is that
      thread.  All are let in, and nothing is excluded at all.
    - locks of processes and files: the loop stops until another process lets go, and for ever if that is a task here.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/; what the guard says
    about its thread: *Making Sense of Send and Sync in Rust*,
    https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/

    ## Example
    ```python
    import threading


    async def fetch_token() -> str: ...


    class Session:
        def __init__(self) -> None:
            self._lock = threading.Lock()
            self._token = ""

        async def token(self) -> str:
            with self._lock:
                if not self._token:
                    self._token = await fetch_token()
                return self._token
    ```

    ## Use instead
    ```python
    import asyncio


    async def fetch_token() -> str: ...


    class Session:
        def __init__(self) -> None:
            self._lock = asyncio.Lock()
            self._token = ""

        async def token(self) -> str:
            async with self._lock:
                if not self._token:
                    self._token = await fetch_token()
                return self._token
    ```

    If threads use the state too, keep the thread lock, and await outside it.  A short section without an `await` is
    right in a coroutine, cheaper than a task lock, and never reported:

    ```python
    import threading


    async def send(rows: list[str]) -> None: ...


    class Outbox:
        def __init__(self) -> None:
            self._lock = threading.Lock()
            self._rows: list[str] = []

        async def flush(self) -> None:
            with self._lock:
                rows, self._rows = self._rows, []
            await send(rows)
    ```

    ## Known limits
    An awaited call counts as a suspension although it may return at once.  A lock that reaches a function as an
    untyped parameter is only recognised by its name.  A lock taken by `acquire(blocking=False)` is only reported if
    the file also waits for it somewhere: as a busy flag it stops nobody.  There is no fix: what else uses the lock,
    and whether threads are among it, decides which of the two forms is right.
    """

    code = "ASF201"
    name = "thread-lock-across-await"
    message = "`{lock}` {sort} and stays held while this task is suspended ({lines}): {harm}; {advice}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Group the suspension points of each coroutine by the locks that are held there."""
        taken_blocking = _taken_blocking(module)
        for function in module.coroutines if not module.ask(DrivenByHand).functions else ():
            awaits: dict[Held, list[Suspend]] = {}
            for point in function.suspends:
                if not point.lazy:
                    for held in module.critical.held(point).may:
                        if _matters(module, held, taken_blocking):
                            awaits.setdefault(held, []).append(point)
            for held, points in awaits.items():
                numbers = sorted({module.line(point.node) for point in points})
                noun = "line" if len(numbers) == 1 else "lines"
                yield self.finding(
                    held.node,
                    evidence=partial(interleaving.of_held_lock, held, points[0], function),
                    lock=held.lock.text,
                    sort=_sort(held),
                    lines=f"{noun} {', '.join(map(str, numbers[:4]))}{', ...' if len(numbers) > 4 else ''}",
                    harm=held.lock.reason or _harm(held),
                    advice=_advice(module.library, held),
                )


def _taken_blocking(module: Module) -> frozenset[tuple[object, ...]]:
    """The locks that something in sight waits for: a try-acquire alone harms nobody who only tries as well."""
    return frozenset(
        module.locks.owned(held.lock)
        for function in module.functions
        if module.critical.flow(function) is not None
        for held in module.critical.operations.taken_by(function)
        if held.blocking
    )


def _matters(module: Module, held: Held, taken_blocking: frozenset[tuple[object, ...]]) -> bool:
    lock = held.lock
    if lock.reason:
        return True
    if lock.traits is None:
        return held.how in {"with", "helper"} and not held.is_async
    if lock.kind is LockKind.ASYNC or held.is_async:
        return False
    return held.blocking or module.critical.operations.waits(held) or module.locks.owned(lock) in taken_blocking


def _sort(held: Held) -> str:
    if held.lock.reason:
        return "is not to be held across an await"
    if held.lock.traits is None:
        return "looks like a thread lock"
    kinds = {LockKind.PROCESS: "is a lock for processes", LockKind.FILE: "is a file lock"}
    return kinds.get(held.lock.traits.kind, "is a thread lock")


def _harm(held: Held) -> str:
    lock = held.lock
    if lock.kind is LockKind.PROCESS:
        return "another task that asks for it blocks the loop, and waits for a task that can no longer run"
    if lock.kind is LockKind.FILE:
        if lock.traits is not None and lock.traits.reentrant:
            return "tasks that share the lock object all get in at once, and one with its own blocks the loop for ever"
        return "another task that asks for it blocks the loop, which then never gets back to this one"
    if not held.blocking:
        return "the next task that asks for it blocks the loop until one of the two gives up"
    if lock.traits is not None and lock.traits.reentrant:
        return "it does not keep other tasks of this thread out, and blocks the loop for other threads' sake"
    return "the next task that asks for it blocks the loop, and this one can never resume to release it (deadlock)"


def _advice(library: str, held: Held) -> str:
    if held.lock.reason:
        return "end the block before the await"
    if held.lock.kind is LockKind.FILE:
        return "release it before the await, or keep the whole section on a worker thread"
    return f"use `async with {library}.Lock()`, or release it before the await"
