"""ASF803: guarded-state-escapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.sharing.escapes import Escapes
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class GuardedStateEscapes(Rule):
    """A container that a lock guards is returned itself: its users go on with it when the lock is free again.

    ## What it does
    Checks for a `return`, under a thread lock, of a container, or of a mutable element of one, that other code changes
    in place under the same lock.

    ## Why is this bad?
    `with` ends when the function returns; the alias does not.  The caller iterates over the list while the next holder
    of the lock appends to it: `RuntimeError: dictionary changed size during iteration`, elements skipped, or two fields
    that do not belong together.  In Rust the lock owns the data, and a reference to it cannot outlive the guard: what
    the post calls aliasing xor mutability is checked by the borrow checker.  Here it takes a copy.

    ## Drawn from
    *Aliasing, Mutability, Containers and Pointers*, https://pluiee.github.io/aliasing-mutability-containers-and-pointers/

    ## Example
    ```python
    import threading


    class Registry:
        def __init__(self) -> None:
            self._lock = threading.Lock()
            self._items: list[str] = []

        def add(self, item: str) -> None:
            with self._lock:
                self._items.append(item)

        def items(self) -> list[str]:
            with self._lock:
                return self._items
    ```

    ## Use instead
    ```python
    import threading


    class Registry:
        def __init__(self) -> None:
            self._lock = threading.Lock()
            self._items: list[str] = []

        def add(self, item: str) -> None:
            with self._lock:
                self._items.append(item)

        def items(self) -> list[str]:
            with self._lock:
                return list(self._items)
    ```

    ## Known limits
    Only what is returned under the lock, views and generators over it among it: a bare `return self._items` without it
    is plain reading.  State that is swapped out (`items, self._items = self._items, []`) or only ever bound anew is
    nobody else's, and elements that are not changed in place are values.  Private methods whose callers hold the lock
    are left out, as are asynchronous locks.
    """

    code = "ASF803"
    name = "guarded-state-escapes"
    fixable = True
    message = (
        "`{state}` is returned itself{part}, and {place} goes on to change it under the lock that this method "
        "gives back: who uses what it got meets half a change; return a copy"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report what leaves the lock behind."""
        for escape in module.ask(Escapes).found():
            part = " (an element of the guarded container)" if escape.element else ""
            if escape.view:
                part = " (which looks into the guarded container when it is used)"
            yield self.finding(
                escape.node,
                state=module.source(escape.state),
                part=part,
                place=escape.place,
            )
