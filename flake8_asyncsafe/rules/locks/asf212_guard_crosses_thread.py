"""ASF212: guard-crosses-thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import LockKind, Where
from flake8_asyncsafe.model.locks.crossing import GuardCrossings
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.locks.crossing import Handed
    from flake8_asyncsafe.model.module import Module


class GuardCrossesThread(Rule):
    """A lock that belongs to a thread is taken on one thread and given back on another.

    ## What it does
    Checks for `acquire` or `release` of an `RLock`, of a condition built on one, or of a file lock that counts per
    thread, handed to another thread: by `asyncio.to_thread`, `run_in_executor`, `submit`, `Thread(target=...)` and the
    like, alone, in a lambda or `partial`, or in a function that returns with the lock taken or given back.

    ## Why is this bad?
    An `RLock` knows who holds it: it lets that thread in again, and only that thread may let go.  In
    `await asyncio.to_thread(lock.acquire)` the owner is a worker of the pool, which goes on to other jobs.  The
    `release()` that follows runs on the loop's thread and raises `RuntimeError`; the lock stays with the worker for
    good, and any later job that happens to run on that worker is let in.  In Rust the guard of a mutex is not `Send`,
    and code that moves it to another thread is not compiled.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/

    ## Example
    ```python
    import asyncio
    import threading

    lock = threading.RLock()


    async def save(rows: list[str]) -> None:
        await asyncio.to_thread(lock.acquire)
        try:
            rows.clear()
        finally:
            lock.release()
    ```

    ## Use instead
    Do the whole section on one thread:

    ```python
    import asyncio
    import threading

    lock = threading.RLock()


    def clear(rows: list[str]) -> None:
        with lock:
            rows.clear()


    async def save(rows: list[str]) -> None:
        await asyncio.to_thread(clear, rows)
    ```

    A plain `Lock` has no owner and may be handed over, if nobody takes it twice.

    ## Known limits
    The kind of the lock has to be known.  Both halves handed to a pool of one worker are fine, and so is what asgiref
    runs on its one thread.
    """

    code = "ASF212"
    name = "guard-crosses-thread"
    message = "`{lock}` belongs to the thread that takes it, and {what}{other}: {harm}; {advice}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the halves that another thread runs."""
        for each in module.ask(GuardCrossings).found():
            where = "the loop's thread" if each.spawn.where is Where.LOOP_CALLBACK else "another thread"
            half = "given back" if each.takes else "taken"
            yield self.finding(
                each.node,
                lock=each.lock.text,
                what=f"this {'takes it' if each.takes else 'gives it back'} on {where}",
                other=f" (it is {half} in line {module.line(each.other)})" if each.other is not None else "",
                harm=_harm(each),
                advice="do both on one thread, or use a plain `Lock`, which anybody may give back"
                if each.lock.kind is not LockKind.FILE
                else "do both on one thread, or make it with `thread_local=False`",
            )


def _harm(handed: Handed) -> str:
    if handed.lock.kind is LockKind.FILE:
        return "each thread has a count of its own, so it is never given back"
    if handed.takes:
        return "nobody here can give it back (`release` raises), and it stays taken"
    return "that raises, and it stays taken"
