"""ASF216: unbalanced-release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.locks.balance.releases import Releases
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.locks.balance.releases import Excess
    from flake8_asyncsafe.model.module import Module


class UnbalancedRelease(Rule):
    """A lock is released where the code does not hold it, at least on one path.

    ## What it does
    Checks for a `release()` that some path reaches without the lock: it has been released already (in an `except`
    before the `finally`, before a `return` inside a `try`, in an earlier turn of the loop), the `with` around it
    releases too, the `acquire()` may have failed or timed out, or it stands behind a condition that the release does
    not share.  Paths are followed with what tests told on the way (`if acquired:`).

    ## Why is this bad?
    A Rust guard gives its lock back once, when it goes away; there is no call to make twice, and without a guard
    none to make at all.  A Python lock is a flag with two methods.  If it is free, the release too many raises
    `RuntimeError` and hides what led there.  If in the meantime somebody else has taken it, a `threading.Lock` and an
    `asyncio.Lock` let it go all the same: the section of the other one is open, and nothing is raised until much later,
    when *his* release finds the lock free.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/ (guards)

    ## Example
    ```python
    import threading

    lock = threading.Lock()


    def write(row: str) -> None: ...


    def add(row: str) -> None:
        lock.acquire()
        try:
            write(row)
        except OSError:
            lock.release()
            raise
        finally:
            lock.release()
    ```

    ## Use instead
    ```python
    import threading

    lock = threading.Lock()


    def write(row: str) -> None: ...


    def add(row: str) -> None:
        with lock:
            write(row)
    ```

    With a timeout, let the answer decide about both:

    ```python
    import threading

    lock = threading.Lock()


    def write(row: str) -> None: ...


    def add(row: str) -> bool:
        acquired = lock.acquire(timeout=5)
        try:
            if acquired:
                write(row)
        finally:
            if acquired:
                lock.release()
        return acquired
    ```

    ## Known limits
    A function that only releases is taken for one half of a pair, and so is one that releases before it takes. Counting
    semaphores (but `BoundedSemaphore`), locks in tables and loop variables, file locks, and locks that are passed on or
    released by a callback or a closure are not followed, nor a release that is tried (`except RuntimeError`) or only
    made if `locked()` says so.  Where both releases have conditions of their own, they are taken to exclude each other.
    """

    code = "ASF216"
    name = "unbalanced-release"
    message = "`{lock}` is released here {problem}; {harm}; {advice}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for the releases of what is not held."""
        for function in module.functions if module.critical.any_locks else ():
            for excess in module.ask(Releases).excess(function):
                yield self.finding(
                    excess.op.node,
                    lock=excess.lock.text,
                    problem=_problem(module, excess),
                    harm="this raises, or opens the section of whoever holds it now",
                    advice=_advice(excess),
                )


def _problem(module: Module, excess: Excess) -> str:
    line = module.line(excess.other.node)
    if excess.op is excess.other:
        return "in each turn of the loop but was taken only once"
    return {
        "released": f"but may have been given back already (line {line})",
        "failed": f"although `acquire()` (line {line}) may not have got it",
        "exit": f"and again at the end of the `with` (line {line})",
        "untaken": f"also where it was not taken (line {line} does not run on every path)",
    }[excess.why]


def _advice(excess: Excess) -> str:
    if excess.why == "failed":
        return "release only if `acquire()` returned True"
    if excess.why == "exit":
        return "leave the release to the `with`, or take the lock back in a `finally`"
    wait = "async " if excess.lock.kind is LockKind.ASYNC else ""
    return f"use `{wait}with {excess.lock.text}:`"
