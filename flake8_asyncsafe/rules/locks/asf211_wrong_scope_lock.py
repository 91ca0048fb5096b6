"""ASF211: wrong-scope-lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.sharing.misplaced import MisplacedLocks
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class WrongScopeLock(Rule):
    """A lock of the instance guards state of the class or module.

    ## What it does
    Checks for changes of class attributes and globals under a lock that is an attribute of `self`, and under no other
    lock.

    ## Why is this bad?
    Each instance has its own lock, and all of them share the state: two objects are in the section at the same time,
    each with its own key.  A lock and what it guards belong together; in Rust the one contains the other, so they have
    the same scope by construction.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/ (the mutex
    that owns its data)

    ## Example
    ```python
    import threading


    class Session:
        live = 0

        def __init__(self) -> None:
            self.lock = threading.Lock()

        def open(self) -> None:
            with self.lock:
                Session.live += 1
    ```

    ## Use instead
    ```python
    import threading


    class Session:
        live = 0
        live_lock = threading.Lock()

        def open(self) -> None:
            with self.live_lock:
                Session.live += 1
    ```

    ## Known limits
    A class of which there is one object only has one lock as well, and is reported all the same.
    """

    code = "ASF211"
    name = "wrong-scope-lock"
    message = (
        "`{lock}` is the lock of one object, `{state}` belongs to {all}: two objects change it at the same time; "
        "guard it with a lock of the {scope}"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the locks that do not do what they are there for."""
        for found in module.ask(MisplacedLocks).of_wrong_scope():
            scope = "class" if found.access.key[0] == "class" else "module"
            yield self.finding(
                found.access.node,
                lock=found.lock.text,
                state=found.access.text,
                all="all objects of the class" if scope == "class" else "the module",
                scope=scope,
            )
