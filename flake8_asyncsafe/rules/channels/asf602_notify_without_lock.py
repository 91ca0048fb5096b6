"""ASF602: notify-without-lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.notifies import Notifies
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class NotifyWithoutLock(Rule):
    """A condition is notified, or waited for, while nobody holds it.

    ## What it does
    Checks for `notify()`, `notify_all()`, `wait()` and `wait_for()` on a condition that is not held there: neither in
    the function nor in any caller in sight.  The lock that the condition was built on counts as the condition.

    ## Why is this bad?
    The lock of a condition belongs to the predicate: the waiter looks at the predicate and goes to sleep in one step,
    so that no notification falls in between.  That works only if the other side changes the predicate and notifies
    under the same lock.  Python checks it: these calls raise `RuntimeError`, often on a path that no test takes.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/

    ## Example
    ```python
    import threading


    class Mailbox:
        def __init__(self) -> None:
            self.changed = threading.Condition()
            self.mail: list[str] = []

        def post(self, text: str) -> None:
            self.mail.append(text)
            self.changed.notify()
    ```

    ## Use instead
    ```python
    import threading


    class Mailbox:
        def __init__(self) -> None:
            self.changed = threading.Condition()
            self.mail: list[str] = []

        def post(self, text: str) -> None:
            with self.changed:
                self.mail.append(text)
                self.changed.notify()
    ```

    ## Known limits
    A private function without a caller in sight, or one whose name or docstring says that the lock is held, is taken at
    its word, and so is a method of a condition itself. Where a condition is built on a lock that cannot be followed,
    any lock that is held counts as that one.
    """

    code = "ASF602"
    name = "notify-without-lock"
    message = (
        "`{condition}.{method}()` while `{condition}` is not held: it raises RuntimeError, and the change it is about"
        " can be missed; take it around the change and this call (`{form}:`)"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for the calls on conditions that are not held."""
        if any(word in module.lowered_source for word in ("notify", "wait")):
            for node, method, condition in module.ask(Notifies).unheld():
                form = f"async with {condition.text}" if condition.is_async else f"with {condition.text}"
                yield self.finding(node, condition=condition.text, method=method, form=form)
