"""ASF603: notify-one-of-many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.notifies import Notifies
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class NotifyOneOfMany(Rule):
    """`notify()` wakes one waiter, and the waiters wait for different things.

    ## What it does
    Checks for `notify()` of a single waiter on a condition on which waiters wait for different predicates.

    ## Why is this bad?
    One notification wakes one waiter, whichever it is.  If that one waits for something else it looks, goes back to
    sleep, and the one that could go on sleeps too.  The textbook channel notifies one because all receivers wait for
    the same thing.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/

    ## Example
    ```python
    import threading

    changed = threading.Condition()
    items: list[int] = []


    def take() -> int:
        with changed:
            while not items:
                changed.wait()
            changed.notify()
            return items.pop()


    def put(item: int) -> None:
        with changed:
            while len(items) > 10:
                changed.wait()
            items.append(item)
            changed.notify()
    ```

    ## Use instead
    ```python
    import threading

    mutex = threading.Lock()
    filled = threading.Condition(mutex)
    freed = threading.Condition(mutex)
    items: list[int] = []


    def take() -> int:
        with mutex:
            while not items:
                filled.wait()
            freed.notify()
            return items.pop()


    def put(item: int) -> None:
        with mutex:
            while len(items) > 10:
                freed.wait()
            items.append(item)
            filled.notify()
    ```

    Or `notify_all()`.

    ## Known limits
    Off by default: two tests that are written differently may mean the same.
    """

    code = "ASF603"
    name = "notify-one-of-many"
    default = False
    message = (
        "`{condition}.notify()` wakes one waiter, whichever it is, and waiters of `{condition}` wait for different "
        "things: the right one may sleep on; use notify_all(), or one condition per predicate on the same lock"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for the notifications of one of several kinds of waiters."""
        if any(word in module.lowered_source for word in ("notify",)):
            for use in module.ask(Notifies).to_one():
                yield self.finding(use.call.node, condition=use.channel.text)
