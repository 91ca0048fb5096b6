"""ASF207: lock-held-across-yield."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.sharing.misplaced import MisplacedLocks
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class LockHeldAcrossYield(Rule):
    """A generator yields while it holds a lock.

    ## What it does
    Checks generators and async generators, other than context managers and fixtures, for a `yield` inside a section of
    a lock.

    ## Why is this bad?
    At the `yield` the generator stands still until its consumer asks for more, and the lock stays taken.  The consumer
    may do anything meanwhile: work for minutes, ask for the same lock, or leave the loop and forget the generator,
    which then holds the lock until it is collected.  How long a guard lives should be decided where it is made; in Rust
    it is, for it ends with its scope.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/ (guards that live across a
    suspension)

    ## Example
    ```python
    import threading


    class Log:
        def __init__(self) -> None:
            self.lock = threading.Lock()
            self.kept: list[str] = []

        def lines(self):
            with self.lock:
                for line in self.kept:
                    yield line
    ```

    ## Use instead
    Copy under the lock, yield without it:

    ```python
    import threading


    class Log:
        def __init__(self) -> None:
            self.lock = threading.Lock()
            self.kept: list[str] = []

        def lines(self):
            with self.lock:
                lines = list(self.kept)
            yield from lines
    ```

    ## Known limits
    Thread locks in async generators are ASF201's.  A generator that is consumed in one expression (`list(log.lines())`)
    is reported too.
    """

    code = "ASF207"
    name = "lock-held-across-yield"
    message = (
        "`{lock}` stays taken at this `yield` for as long as the consumer likes, or until the generator is "
        "collected; copy what you need under the lock, and yield without it"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the locks that do not do what they are there for."""
        for op, lock in module.ask(MisplacedLocks).across_yield():
            yield self.finding(op.node, lock=lock.text)
