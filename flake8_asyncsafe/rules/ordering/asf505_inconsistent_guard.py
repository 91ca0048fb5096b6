"""ASF505: inconsistent-guard."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.describe import interleaving
from flake8_asyncsafe.model.sharing.accesses import Kind
from flake8_asyncsafe.model.sharing.guards import Guards
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class InconsistentGuard(Rule):
    """State is written under a lock in one place and without it in another.

    ## What it does
    Checks classes and modules that own a thread lock: an attribute or global that is written while the lock is held
    somewhere is guarded by it; each other write without the lock is reported, and each loop over such a container.

    ## Why is this bad?
    A lock orders only those who take it.  The writer who does not is not ordered with anybody: his update falls between
    the read and the write of one who holds the lock, and is lost, or makes that one's result wrong.  In Rust the data
    lives inside the mutex, and there is no way to it but through the lock; in Python the lock stands beside the data,
    and every access has to remember it.

    ## Drawn from
    *Your Code Doesn't Run the Way You Read It*, https://pluiee.github.io/your-code-doesnt-run-the-way-you-read-it/ (an
    edge needs both its ends), and *Making Sense of Send and Sync in Rust*,
    https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/ (the mutex that owns its data)

    ## Example
    ```python
    import threading


    class Account:
        def __init__(self) -> None:
            self._lock = threading.Lock()
            self._balance = 0

        def deposit(self, amount: int) -> None:
            with self._lock:
                self._balance += amount

        def withdraw(self, amount: int) -> None:
            self._balance -= amount
    ```

    ## Use instead
    ```python
    import threading


    class Account:
        def __init__(self) -> None:
            self._lock = threading.Lock()
            self._balance = 0

        def deposit(self, amount: int) -> None:
            with self._lock:
                self._balance += amount

        def withdraw(self, amount: int) -> None:
            with self._lock:
                self._balance -= amount
    ```

    ## Known limits
    Off by default: of twelve reports on released code that were read in the source, five could really go wrong (three
    of the other causes have been removed since).  Single steps on a dict by a key of one's own, which do no harm, look
    like those that do.
    That a class owns a lock is taken to say that its objects are shared.  Not reported: constructors and what only they
    call, helpers that are only called with the lock held, private methods that nobody in sight calls, single stores
    where nothing but single stores is ever made (a flag), plain reads, and objects whose methods are safe by themselves
    (queues, deques, events). An async lock counts where it is held from a look at the state across an await to its
    write: only then can another task come in between. Resets (`= None`, `= False`) past it are not reported.
    """

    code = "ASF505"
    name = "inconsistent-guard"
    default = False
    message = (
        "`{state}` is {what} without the lock under which {place} writes it{more}: the two are not ordered, and "
        "one of the updates may be lost; take the lock here as well"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the accesses that nothing orders."""
        for found in module.ask(Guards).bypassed:
            yield self.finding(
                found.access.node,
                evidence=partial(interleaving.of_unguarded, module, found) if found.guarded else None,
                state=found.access.text,
                what="walked over" if found.access.kind is Kind.WALK else "changed",
                place=found.places[0],
                more=f" (and {len(found.places) - 1} more)" if len(found.places) > 1 else "",
            )
