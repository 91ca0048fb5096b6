"""ASF601: wait-without-loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.waits import Waits
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class WaitWithoutLoop(Rule):
    """`Condition.wait()` returned, and nobody looks again whether what was waited for is there.

    ## What it does
    Checks for calls of `wait()` on a condition (of threading, multiprocessing, asyncio, anyio or trio) after which the
    code goes on to act without a second look at the predicate: `if not items: condition.wait()` where `while` was
    meant.  A helper that waits once is right where its callers loop.

    ## Why is this bad?
    A wake-up is a hint, not a promise.  Between the notification and the moment at which the waiter has the lock again,
    another consumer may have come along and taken the item; and an implementation may wake a waiter for no reason at
    all. A channel is the first thing one builds with a condition variable, and its `recv` is a loop for that reason:
    look, wait, look again.  With an `if` it pops from an empty queue, seldom, and only under load.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/

    ## Example
    ```python
    import threading

    changed = threading.Condition()
    items: list[str] = []


    def take() -> str:
        with changed:
            if not items:
                changed.wait()
            return items.pop()
    ```

    ## Use instead
    ```python
    import threading

    changed = threading.Condition()
    items: list[str] = []


    def take() -> str:
        with changed:
            changed.wait_for(lambda: items)
            return items.pop()
    ```

    A `while not items: changed.wait()` does the same, and is what trio and anyio have.

    ## Known limits
    A wait with a timeout is reported only if what was asked before it is used right after it, or if an item is taken
    then of which nobody has asked whether it is there.  A method called `wait`
    that only waits stands for the condition itself and is not reported.
    """

    code = "ASF601"
    name = "wait-without-loop"
    message = (
        "`{condition}.wait()` is a hint: by the time it returns another waiter may have taken what it was for, and "
        "nothing here looks again; use `while not ...: wait()`, or `wait_for(...)`"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for the waits after which nobody looks again."""
        if any(word in module.lowered_source for word in (".wait(",)):
            for use in module.ask(Waits).blind():
                yield self.finding(use.call.node, condition=use.channel.text)
