"""ASF809: lock-copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.aliasing.copies import LockCopies
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class LockCopied(Rule):
    """`deepcopy`, `pickle` or `copy` of an object that owns a lock.

    ## What it does
    Checks for `copy.deepcopy` and `pickle.dump(s)` of an object of a class here that owns a thread lock, and for
    `copy.copy` of one that owns any lock, unless the class says how it is copied (`__getstate__`, `__reduce__`,
    `__copy__`, `__deepcopy__`).

    ## Why is this bad?
    In Rust a mutex cannot be cloned, so neither can what contains one, unless its author writes down what a clone is.
    Python tries: a deep copy and a pickle fail at run time with `TypeError: cannot pickle '_thread.lock' object`.  A
    shallow copy succeeds, which is worse: there are two objects now with one lock and separate state, or one lock and,
    through attributes that are containers, shared state; each waits for the other's work, and neither guards what its
    reader thinks.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/ (what may
    be duplicated, and what belongs to one place)

    ## Example
    ```python
    import copy
    import threading


    class Account:
        def __init__(self) -> None:
            self.lock = threading.Lock()
            self.balance = 0


    def snapshot(account: Account) -> Account:
        return copy.copy(account)
    ```

    ## Use instead
    ```python
    import copy
    import threading


    class Account:
        def __init__(self) -> None:
            self.lock = threading.Lock()
            self.balance = 0

        def __copy__(self) -> "Account":
            new = Account()
            with self.lock:
                new.balance = self.balance
            return new


    def snapshot(account: Account) -> Account:
        return copy.copy(account)
    ```

    ## Known limits
    The object's class has to be known, and to be one of the module or of another one of the project with all bases in
    sight.  A lock that an attribute's object owns is not looked for.
    """

    code = "ASF809"
    name = "lock-copied"
    message = "`{cls}` owns the lock `{attribute}`: {harm}; say what a copy is with `{method}`"

    def check(self, module: Module) -> Iterator[Finding]:
        """Report what is shared without meaning to."""
        for copied in module.ask(LockCopies).found():
            yield self.finding(
                copied.call.node,
                cls=copied.cls.name,
                attribute=copied.attribute,
                harm="both copies share it" if copied.shared else "copying it raises TypeError",
                method="__copy__" if copied.shared else "__getstate__",
            )
