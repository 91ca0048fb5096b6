"""ASF210: lock-replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.sharing.misplaced import MisplacedLocks
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class LockReplaced(Rule):
    """A lock is replaced by a new one while somebody may hold the old one.

    ## What it does
    Checks for an attribute or global that holds a lock and is bound to a new lock outside of construction.

    ## Why is this bad?
    A lock is its identity.  Whoever holds the old one still believes that he is alone, whoever comes now takes the new
    one, and the two are in the section together; those who wait for the old one were not meant to.  In Rust a mutex
    cannot be replaced while a guard of it lives: the guard borrows it.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/ (the guard
    that borrows its mutex)

    ## Example
    ```python
    import threading


    class Cache:
        def __init__(self) -> None:
            self.lock = threading.Lock()
            self.items: dict[str, str] = {}

        def clear(self) -> None:
            self.lock = threading.Lock()
            self.items = {}
    ```

    ## Use instead
    ```python
    import threading


    class Cache:
        def __init__(self) -> None:
            self.lock = threading.Lock()
            self.items: dict[str, str] = {}

        def clear(self) -> None:
            with self.lock:
                self.items = {}
    ```

    ## Known limits
    Constructors, `__setstate__`, `__copy__` and their kin, helpers that only they call, hooks that run after a fork and
    initialisers of pools are not reported, nor is a lock that is made when it is first needed.
    """

    code = "ASF210"
    name = "lock-replaced"
    message = (
        "`{lock}` is replaced while others may hold the old one or wait for it: they and those who take the new one "
        "are in the section together; keep the lock, and change what it guards"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the locks that do not do what they are there for."""
        for op, lock in module.ask(MisplacedLocks).replaced():
            yield self.finding(op.node, lock=lock)
