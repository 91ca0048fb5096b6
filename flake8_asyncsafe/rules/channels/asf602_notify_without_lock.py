"""ASF602: notify-without-lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.channels.conditions import Conditions
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class NotifyWithoutLock(Rule):
    """`notify()` or `wait()` on a condition whose lock is not held.

    ## What it does
    Checks for `notify`, `notify_all`, `wait` and `wait_for` on a condition where neither the function nor any of its
    callers in sight has taken the condition (or the lock that it was made with).

    ## Why is this bad?
    A condition variable belongs to a lock: the waiter looks at the state, finds it wanting and goes to sleep in one
    step that nobody can come in between, because he holds the lock until he sleeps.  Who changes the state and notifies
    without the lock gets in between the look and the sleep, and the wake-up is lost.  Rust's `wait` takes the guard as
    its argument, so it cannot be called without one.  Python checks at run time: `RuntimeError: cannot notify on
    un-acquired lock`, on the path that nobody tested.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/ (the
    condition variable and the mutex that goes with it)

    ## Example
    ```python
    import threading


    class Gate:
        def __init__(self) -> None:
            self.changed = threading.Condition()
            self.is_open = False

        def open(self) -> None:
            with self.changed:
                self.is_open = True
            self.changed.notify_all()
    ```

    ## Use instead
    ```python
    import threading


    class Gate:
        def __init__(self) -> None:
            self.changed = threading.Condition()
            self.is_open = False

        def open(self) -> None:
            with self.changed:
                self.is_open = True
                self.changed.notify_all()
    ```

    ## Known limits
    A private helper that nobody in sight calls, one whose name says that it wants the lock (`_notify_locked`), a
    closure, and a function that gets the condition as a parameter are not reported: their callers may hold it.
    """

    code = "ASF602"
    name = "notify-without-lock"
    message = (
        "`{condition}.{method}()` without holding the condition raises RuntimeError, and a change that is not made "
        "under its lock is missed by who is about to wait: do both inside `{form} {condition}:`"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report what is done to a condition without its lock."""
        if not module.critical.any_locks:
            return
        for call, condition, method in module.ask(Conditions).unheld():
            form = "async with" if condition.kind is LockKind.ASYNC else "with"
            yield self.finding(call.node, condition=condition.text, method=method, form=form)
