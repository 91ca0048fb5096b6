"""ASF506: split-critical-section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.ordering.split import SplitSections
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class SplitCriticalSection(Rule):
    """State is read under a lock, the lock is given back, and what was made of the old value is stored under it again.

    ## What it does
    Checks plain (not `async`) functions for stores of an attribute, global or variable of an enclosing function under a
    lock, where the value derives from a read of the same state in an earlier section under the same lock, which was
    released in between: by the end of the `with`, by `release()`, by `Condition.wait()`, or because both sections are
    in helpers (`account.set(account.get() + 1)`, where each takes the lock for itself).

    ## Why is this bad?
    Each section is correct, and both together are not.  A lock orders what is done under it: of two sections one sees
    all that the other did.  That holds from the taking to the giving back, and for no longer.  Who stores what was made
    of a value from an earlier section says nothing about the sections of others in between: their update is lost, as it
    would be without any lock.

    ## Drawn from
    *Your Code Doesn't Run the Way You Read It*, https://pluiee.github.io/your-code-doesnt-run-the-way-you-read-it/
    (each operation is atomic, the sequence of them is not)

    ## Example
    ```python
    import threading


    def interest(balance: float) -> float:
        return balance * 0.02


    class Account:
        def __init__(self) -> None:
            self.lock = threading.Lock()
            self.balance = 0.0

        def add_interest(self) -> None:
            with self.lock:
                balance = self.balance
            gain = interest(balance)
            with self.lock:
                self.balance = balance + gain
    ```

    ## Use instead
    One section from the read to the store.  What takes long may stay outside, if it is added to what is there *now*:

    ```python
    import threading


    def interest(balance: float) -> float:
        return balance * 0.02


    class Account:
        def __init__(self) -> None:
            self.lock = threading.Lock()
            self.balance = 0.0

        def add_interest(self) -> None:
            with self.lock:
                balance = self.balance
            gain = interest(balance)
            with self.lock:
                self.balance += gain
    ```

    Or look again whether it is still the same, and start over if not.

    ## Known limits
    Off by default: code may know that nobody else stores (one thread does all the updates, others only read).  A second
    look at the state under the lock is taken for a check that all is well.  Values that are only put back are left
    out, as are changes of containers by methods, and tests whose outcome is acted upon later.
    """

    code = "ASF506"
    name = "split-critical-section"
    default = False
    message = (
        "`{state}` is stored from what was read in line {read}, but `{lock}` was free since (line {release}): what "
        "others stored meanwhile is lost; read and store under one hold of the lock"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the stores that rest on an earlier section."""
        for split in module.ask(SplitSections).found():
            yield self.finding(
                split.write.node,
                state=split.text,
                read=module.line(split.read.node),
                lock=split.lock.text,
                release=module.line(split.release.node),
            )
