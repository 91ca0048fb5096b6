"""ASF220: async-lock-without-await."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.locks.idle import IdleLocks
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class AsyncLockWithoutAwait(Rule):
    """A lock of tasks guards nothing but sections in which no task can be suspended.

    ## What it does
    Checks for locks of asyncio, anyio and trio of which no section, anywhere in the module, has a suspension point.
    Awaiting a coroutine of the module counts only if something in it can suspend.

    ## Why is this bad?
    Tasks of a loop are switched at suspension points and nowhere else, so what stands between two of them is one step
    already, seen from all other tasks.  A lock whose sections have none is never found taken: it keeps nobody out.
    What it costs is a function that has to be `async` for it, and its callers too; and who reads the code believes that
    the state is in danger.  If it is, because threads use it as well, a lock of tasks is no help.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    class Counter:
        def __init__(self) -> None:
            self._lock = asyncio.Lock()
            self.total = 0

        async def add(self, number: int) -> None:
            async with self._lock:
                self.total += number
    ```

    ## Use instead
    ```python
    class Counter:
        def __init__(self) -> None:
            self.total = 0

        def add(self, number: int) -> None:
            self.total += number
    ```

    ## Known limits
    Off by default: such a lock does no harm, and who expects an `await` in its sections one day may want to keep it.
    Nothing is said of a lock that is handed on, returned, exported by `__all__`, kept in a container, or held when a
    function returns.  That another module takes the attribute or global by its name is not seen.
    """

    code = "ASF220"
    name = "async-lock-without-await"
    default = False
    message = (
        "`{lock}` (made in line {line}) keeps nobody out: no section of it has an await at which another task could "
        "run; do without it, or use a `threading.Lock` if threads share this"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report every section of such a lock."""
        for section in module.ask(IdleLocks).found():
            yield self.finding(section.held.node, lock=section.held.lock.text, line=module.line(section.made))
