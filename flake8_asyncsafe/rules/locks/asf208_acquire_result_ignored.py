"""ASF208: acquire-result-ignored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.locks.attempts import Attempts
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class AcquireResultIgnored(Rule):
    """`acquire(timeout=...)` or `acquire(False)` whose answer nobody looks at.

    ## What it does
    Checks for an `acquire()` that may give up (a timeout, `blocking=False`) and whose result is dropped, or bound to a
    name that nothing reads.  Also when a worker thread runs it: `await asyncio.to_thread(lock.acquire, timeout=1)`.
    Locks, conditions and semaphores of `threading` and `multiprocessing`, by any name they go by.

    ## Why is this bad?
    In Rust `try_lock` answers with a `Result`, and the guard is inside: without looking there is no guard, and without
    the guard no way to the data.  A Python lock answers with `True` or `False` and leaves it at that.  When the time
    is up, `acquire` returns like any other call, and the code goes on into the section together with whoever is in
    there.  Its `release()` then opens the lock of that other one, or raises.  All of this only when the lock is
    contended for long: never in a test.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/ (no
    access without the guard)

    ## Example
    ```python
    import threading

    lock = threading.Lock()
    totals: dict[str, int] = {}


    def add(key: str, number: int) -> None:
        lock.acquire(timeout=5)
        try:
            totals[key] = totals.get(key, 0) + number
        finally:
            lock.release()
    ```

    ## Use instead
    ```python
    import threading

    lock = threading.Lock()
    totals: dict[str, int] = {}


    def add(key: str, number: int) -> None:
        if not lock.acquire(timeout=5):
            raise TimeoutError("the totals are busy")
        try:
            totals[key] = totals.get(key, 0) + number
        finally:
            lock.release()
    ```

    ## Known limits
    Locks that raise when the time is up (`filelock`, `portalocker`) need no look and are not reported; nor is an object
    of unknown type whatever its name.  A semaphore that the function does not give back is taken for a signal or a
    counter, and so is a wait for a lock that the function itself holds already.  Where a variable decides whether
    the call waits (`acquire(blocking)`), nothing is said.
    """

    code = "ASF208"
    name = "acquire-result-ignored"
    message = (
        "`{lock}` may not be held after this: `acquire()` returns False {when} and nothing looks at that, so the code "
        "goes on without the lock; test the result (`if not {lock}.acquire(...):`){other}"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for the attempts whose answer is dropped."""
        for function in module.functions if module.critical.any_locks else ():
            for attempt in module.ask(Attempts).ignored(function):
                yield self.finding(
                    attempt.node,
                    lock=attempt.lock.text,
                    when="when the time is up" if attempt.waits else "if somebody else has it",
                    other="" if attempt.waits else f", or wait for it: `with {attempt.lock.text}:`",
                )
