"""ASF209: locked-check-then-acquire."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.locks.asked import LockedTests
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class LockedCheckThenAcquire(Rule):
    """A lock is taken because `locked()` said that it was free.

    ## What it does
    Checks for a lock that is taken, waiting, where an earlier `lock.locked()` came out false: in the branch, behind an
    early return, or after a loop that slept until then.  Locks of threads and processes always; task locks only where
    the task can be suspended between the question and the acquire (the await of the acquire itself does not count).
    Reported at the question.

    ## Why is this bad?
    `locked()` tells how things were.  Nothing keeps another thread from taking the lock before the next line, and
    then this one waits although it was written not to, or two of them do the work that one should do.  Rust gives a
    mutex no such question: `try_lock` asks and takes in one step, and its answer is the guard.  In Python it is the
    same: the only way to know that a lock was free is to have got it.

    On an event loop nothing happens between two awaits, so there the answer holds up to the next one, and no longer.

    ## Drawn from
    *Your Code Doesn't Run the Way You Read It*, https://pluiee.github.io/your-code-doesnt-run-the-way-you-read-it/
    (what was read is old by the time it is used)

    ## Example
    ```python
    import threading


    def write_report() -> None: ...


    class Reporter:
        def __init__(self) -> None:
            self._lock = threading.Lock()

        def run(self) -> None:
            if self._lock.locked():
                return
            with self._lock:
                write_report()
    ```

    ## Use instead
    ```python
    import threading


    def write_report() -> None: ...


    class Reporter:
        def __init__(self) -> None:
            self._lock = threading.Lock()

        def run(self) -> None:
            if not self._lock.acquire(blocking=False):
                return
            try:
                write_report()
            finally:
                self._lock.release()
    ```

    With a task lock, ask directly in front of the `async with`:

    ```python
    import asyncio


    async def write_report() -> None: ...


    class Reporter:
        def __init__(self) -> None:
            self._lock = asyncio.Lock()

        async def run(self) -> None:
            if self._lock.locked():
                return
            async with self._lock:
                await write_report()
    ```

    ## Known limits
    A question that only leads to a log line, or behind which the lock is taken whatever the answer, is not reported,
    nor an acquire that does not wait or has a timeout.  A question asked by a helper (`if self.is_busy():`, also a
    property) is followed where the helper does nothing else, an acquire in a helper one call deep.
    """

    code = "ASF209"
    name = "locked-check-then-acquire"
    message = "`{lock}` was free when asked, but {change} before it is taken (line {line}): {harm}; {advice}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for the locks that are taken on an old answer."""
        for function in module.functions if module.critical.any_locks else ():
            for late in module.ask(LockedTests).late(function):
                is_async = late.lock.kind is LockKind.ASYNC
                yield self.finding(
                    late.test.node,
                    lock=late.lock.text,
                    line=module.line(late.taken.node),
                    change="another task may take it during the await" if is_async else "another thread may take it",
                    harm="this one then waits, and does again what was to be done once",
                    advice="ask again after the await, right in front of the acquire"
                    if is_async
                    else f"ask and take in one step: `if {late.lock.text}.acquire(blocking=False):`",
                )
