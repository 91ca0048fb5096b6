"""ASF215: empty-critical-section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.locks.empty import EmptySections
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class EmptyCriticalSection(Rule):
    """`with lock: pass`: the lock is open again before anything happens.

    ## What it does
    Checks for `with` and `async with` on a lock, condition or semaphore whose body does nothing: `pass`, `...` or a
    string.

    ## Why is this bad?
    A lock guards what is done while it is held, and here nothing is.  In Rust the compiler asks what the guard is for:
    bound to `_` it is dropped on the spot, and there is no way to the data without it.  In Python the lines that were
    meant to stand inside stand below, with one indentation too few, and look guarded at a glance.  As a way to wait
    "until the others are out" it is weak too: by the next line somebody else may be in.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/ (data that
    is reached through its guard only)

    ## Example
    ```python
    import threading

    lock = threading.Lock()
    totals: dict[str, int] = {}


    def add(key: str, number: int) -> None:
        with lock:
            pass
        totals[key] = totals.get(key, 0) + number
    ```

    ## Use instead
    ```python
    import threading

    lock = threading.Lock()
    totals: dict[str, int] = {}


    def add(key: str, number: int) -> None:
        with lock:
            totals[key] = totals.get(key, 0) + number
    ```

    To wait for something, wait for that thing:

    ```python
    import threading

    loaded = threading.Event()


    def use() -> None:
        loaded.wait()
    ```

    ## Known limits
    An empty section is a sound wait in a few places, which are not reported: after a flag was set that the users of
    the lock look at (they are out, or know); where the holder was seen just before (`if lock.locked():`, a failed
    try-acquire, an `except`); with a lock that is shut and
    opened as a gate; and with file locks.  A lock that the function made itself is not reported either, nor are
    `acquire()` and `release()` in two lines.
    """

    code = "ASF215"
    name = "empty-critical-section"
    message = (
        "`{lock}` guards nothing here: the section is empty, and by the next line somebody else may hold it; move what "
        "needs the lock inside, or wait for an event or a condition"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for the sections in which nothing happens."""
        for function in module.functions if module.critical.any_locks else ():
            for enter, lock in module.ask(EmptySections).of(function):
                yield self.finding(enter.node.item, lock=lock.text)
