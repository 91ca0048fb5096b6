"""ASF214: wait-holding-another-lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.locks.joining import JoinsUnderLock
from flake8_asyncsafe.model.locks.waiting import NestedWaits
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class WaitHoldingAnotherLock(Rule):
    """A wait for a condition, event or queue holds a lock that whoever would end it takes first.

    ## What it does
    Checks for `wait()`, `wait_for()` and `get()` without a time limit, also awaited ones, while another lock than the
    condition's own is held, where all the `notify`, `set` or `put` of the module that would end the wait are made under
    that lock.  Likewise for `join()` of a thread, `shutdown()` of an executor and `result()` of a future, at once or
    in a function called there, under a lock that the thread or job itself takes.

    ## Why is this bad?
    `Condition.wait` gives back its own lock while it waits, and that lock only.  The other one stays held, and the one
    who is to wake the waiter stands in front of it.  The post builds a channel out of a mutex and a condition variable,
    and its receiver waits with exactly one lock: the one that `wait` releases.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/

    ## Example
    ```python
    import threading


    class Mailbox:
        def __init__(self) -> None:
            self.lock = threading.Lock()
            self.full = threading.Event()
            self.items: list[str] = []

        def take(self) -> str:
            with self.lock:
                self.full.wait()
                return self.items.pop()

        def put(self, item: str) -> None:
            with self.lock:
                self.items.append(item)
                self.full.set()
    ```

    ## Use instead
    ```python
    import threading


    class Mailbox:
        def __init__(self) -> None:
            self.lock = threading.Lock()
            self.full = threading.Condition(self.lock)
            self.items: list[str] = []

        def take(self) -> str:
            with self.lock:
                while not self.items:
                    self.full.wait()
                return self.items.pop()

        def put(self, item: str) -> None:
            with self.lock:
                self.items.append(item)
                self.full.notify()
    ```

    ## Known limits
    Both sides have to be in the module, and the lock taken in the function that waits.  A wait of less than a second
    is taken for a pause; a single waker without the lock is enough to end the others, so nothing is said then.  A
    queue that had items already does not wait: that is not looked at.
    """

    code = "ASF214"
    name = "wait-holding-another-lock"
    message = "`{call}` waits while `{lock}` is held, and {other}: {harm}; {advice}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the waits that cannot end."""
        for wait in module.ask(NestedWaits).found():
            yield self.finding(
                wait.call.node,
                call=module.source(wait.call.node),
                lock=wait.lock.text,
                other=f"{wait.waker}, which would end the wait, takes `{wait.lock.text}` first",
                harm="it always lasts until its time is up" if wait.timed else "both wait for ever",
                advice="wait without it, or on a `Condition` built on it",
            )
        for join in module.ask(JoinsUnderLock).found():
            yield self.finding(
                join.call.node,
                call=module.source(join.call.node),
                lock=join.lock.text,
                other=f"`{join.thread.name}`, which has to end first, asks for it (line {module.line(join.taken)})",
                harm="both wait for ever",
                advice="let go of it before you wait",
            )
