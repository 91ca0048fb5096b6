"""ASF601: wait-without-loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.conditions import Conditions
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class WaitWithoutLoop(Rule):
    """`Condition.wait()` outside of a loop that tests its predicate again.

    ## What it does
    Checks for `wait()` on a condition (`threading`, `multiprocessing`, `asyncio`, `anyio`, `trio`) that no `while`
    brings back to a test of what is waited for.

    ## Why is this bad?
    A wake-up is a hint, not a promise.  Between `notify()` and the moment at which the waiter has the lock again,
    another waiter may have taken what was put there; with several waiters on one condition the notification may have
    been about something else; and an implementation is free to wake a waiter for no reason at all (a spurious wake-up).
    The channel of the post therefore checks its queue in a loop, and sleeps again if there is still nothing in it.  An
    `if` around the wait trusts a single wake-up: the code behind it runs on an empty queue.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/ (the receiver
    that loops around its condition variable)

    ## Example
    ```python
    import threading


    class Box:
        def __init__(self) -> None:
            self.changed = threading.Condition()
            self.items: list[str] = []

        def take(self) -> str:
            with self.changed:
                if not self.items:
                    self.changed.wait()
                return self.items.pop()
    ```

    ## Use instead
    ```python
    import threading


    class Box:
        def __init__(self) -> None:
            self.changed = threading.Condition()
            self.items: list[str] = []

        def take(self) -> str:
            with self.changed:
                while not self.items:
                    self.changed.wait()
                return self.items.pop()
    ```

    `wait_for` is that loop:

    ```python
    import threading


    class Box:
        def __init__(self) -> None:
            self.changed = threading.Condition()
            self.items: list[str] = []

        def take(self) -> str:
            with self.changed:
                self.changed.wait_for(lambda: self.items)
                return self.items.pop()
    ```

    ## Known limits
    Which test belongs to which wait is not known: any `while` with a test around the wait counts, and so does a `while
    True` with a branch in it.  A helper that waits once is not reported if all that call it have the loop, nor one that
    hands on the answer of `wait()`; and a test that is made once more behind the wait is enough.
    """

    code = "ASF601"
    name = "wait-without-loop"
    fixable = True
    message = (
        "`{condition}.wait()` is not in a loop that tests again what it waits for: a wake-up may be about something "
        "else, or come when another waiter was faster; write `while not <predicate>: {wait}`, or use `wait_for`"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the waits that nothing brings back to a test."""
        if not module.critical.any_locks:
            return
        for call, condition in module.ask(Conditions).single_waits():
            awaited = "await " if module.use(call.node).kind == "awaited" else ""
            wait = f"{awaited}{condition.text}.wait()"
            yield self.finding(call.node, condition=condition.text, wait=wait)
