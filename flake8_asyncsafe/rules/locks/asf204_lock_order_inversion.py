"""ASF204: lock-order-inversion."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.describe import interleaving
from flake8_asyncsafe.model.locks.order import LockOrder
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.locks.order import Taken
    from flake8_asyncsafe.model.module import Module


class LockOrderInversion(Rule):
    """Two locks are taken in one order here and in the other one there: two threads wait for each other for ever.

    ## What it does
    Checks for a lock that is taken while another one is held, here or in a function that is called with it held, where
    other code of the module, of the module that owns one of the locks, or of one that is imported takes the two the
    other way round, or where the orders of more locks make a ring.  Locks are told apart by the class and attribute
    they are in.  Locks of asyncio, trio and anyio count as those of threads.

    ## Why is this bad?
    One thread holds the first lock and wants the second, the other holds the second and wants the first.  Neither lets
    go, and nothing reports it: the program stands still.  It takes an interleaving that tests rarely meet.  It is the
    ring of waits that the post draws for a mutex held across an await, where the worker waits for the lock and the lock
    for the worker; no compiler stops this one, since who takes what in which order is the program's own discipline.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/ (each waits for the other)

    ## Example
    ```python
    import threading


    class Bank:
        def __init__(self) -> None:
            self._accounts = threading.Lock()
            self._journal = threading.Lock()

        def transfer(self) -> None:
            with self._accounts:
                with self._journal:
                    print("moved")

        def audit(self) -> None:
            with self._journal:
                with self._accounts:
                    print("counted")
    ```

    ## Use instead
    ```python
    import threading


    class Bank:
        def __init__(self) -> None:
            self._accounts = threading.Lock()
            self._journal = threading.Lock()

        def transfer(self) -> None:
            with self._accounts:
                with self._journal:
                    print("moved")

        def audit(self) -> None:
            with self._accounts, self._journal:
                print("counted")
    ```

    Better still, hold one lock at a time: take out what is needed under the first, let go, take the second.

    ## Known limits
    Orders are compared with those of this module, of the modules that own its locks and of those it imports, through
    all that they call; not with those of a module that only imports this one.  An attempt (`acquire(blocking=False)`,
    with a timeout) waits for nobody and is no order; nor is an order under a further lock that all of them hold.
    Semaphores that count, and locks out of a table (`locks[key]`), are left out: for those, sort the keys.
    """

    code = "ASF204"
    name = "lock-order-inversion"
    message = (
        "`{second}` is taken here{chain} while `{first}` is held, but {others}: {who} that each hold one of them wait "
        "for each other for ever; take them in one order everywhere"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report every place that is part of a cycle, with the way back."""
        for inversion in module.ask(LockOrder).inversions():
            taken = inversion.taken
            asynchronous = taken.first.kind is taken.second.kind is LockKind.ASYNC
            first, second = taken.names
            yield self.finding(
                taken.node,
                evidence=partial(interleaving.of_inversion, module, inversion),
                first=first,
                second=second,
                chain=f" ({taken.chain})" if taken.chain else "",
                others=", and ".join(_said(each, module) for each in inversion.back),
                who="two tasks" if asynchronous else "two threads",
            )


def _said(taken: Taken, module: Module) -> str:
    chain = f" ({taken.chain})" if taken.chain else ""
    first, second = taken.names
    return f"`{second}` while `{first}` is in {module.where(taken.node)}{chain}"
