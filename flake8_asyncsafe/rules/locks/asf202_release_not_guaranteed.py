"""ASF202: release-not-guaranteed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.locks.guaranteed import GuaranteedRelease
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


_ADVICE = {
    "helper": "release it in a `finally`",
    "thread": "have it taken before the `try`",
}


class ReleaseNotGuaranteed(Rule):
    """`acquire()` whose `release()` is skipped by an exception, a `return` or a cancellation.

    ## What it does
    Checks for `acquire()` of a lock, condition or semaphore that the same function releases, though not however it
    ends: no `try`/`finally`, one that starts only after a line that can fail, an `acquire()` inside the `try` whose
    `finally` releases (also in a local function that is called there), or handlers that do not catch everything.
    In a coroutine every `await` in between is a place where the task may be cancelled.

    ## Why is this bad?
    A Rust guard is a value, and letting go is part of its going out of scope: there is no way out of the block that
    skips it, and no guard to drop before the lock was taken.  In Python `acquire()` only changes a flag.  Any
    exception between it and `release()` leaves the flag set, and everybody who asks for the lock later waits for
    ever, far from the line at fault.

    The opposite order is no better.  With `acquire()` inside the `try`, a cancelled or failed acquire still runs the
    `release()`: `RuntimeError` hides the true cause, or, as an `asyncio.Lock` or a `threading.Lock` does not know who
    holds it, the lock of *somebody else* is opened and two are in the section at once.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/; guards:
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/

    ## Example
    ```python
    import asyncio


    async def write(row: str) -> None: ...


    class Store:
        def __init__(self) -> None:
            self._lock = asyncio.Lock()

        async def add(self, row: str) -> None:
            await self._lock.acquire()
            await write(row)
            self._lock.release()
    ```

    ## Use instead
    ```python
    import asyncio


    async def write(row: str) -> None: ...


    class Store:
        def __init__(self) -> None:
            self._lock = asyncio.Lock()

        async def add(self, row: str) -> None:
            async with self._lock:
                await write(row)
    ```

    Where `with` does not do, as with a timeout, let the `try` begin in the next line:

    ```python
    import threading


    def write(row: str) -> None: ...


    lock = threading.Lock()


    def add(row: str) -> bool:
        if not lock.acquire(timeout=5):
            return False
        try:
            write(row)
        finally:
            lock.release()
        return True
    ```

    ## Known limits
    A lock that is released elsewhere is taken for a hand-over and not reported: a class's own
    `acquire`/`__enter__`/`__aenter__`, begin and commit methods, a callback, an `ExitStack.callback(lock.release)`, a
    semaphore that counts jobs.  Whether the other half is ever run is not checked.  Assigning a constant or an empty
    container to a local name between `acquire()` and `try` is taken to be safe; a signal handler that raises
    (KeyboardInterrupt) is not considered.

    ## Fix safety
    The fix turns `acquire()`, the lines up to `release()`, and a `try`/`finally` that only releases into one `with`
    or `async with`.  It is offered where both calls stand in the same block, without a timeout.  It is safe but for
    code that relied on the lock staying held after an exception.
    """

    code = "ASF202"
    name = "release-not-guaranteed"
    fixable = True
    message = "`{lock}` {problem}; {advice}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for the locks that a function takes by hand and may still hold when it is left."""
        for function in module.functions if module.critical.any_locks else ():
            for missing in module.ask(GuaranteedRelease).missing(function):
                held = missing.held
                wait = "async " if module.use(held.node).kind == "awaited" else ""
                advice = f"use `{wait}with {held.lock.text}:`" if held.how == "acquire" else _ADVICE[held.how]
                yield self.finding(held.node, lock=held.lock.text, problem=missing.problem, advice=advice)
