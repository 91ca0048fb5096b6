"""ASF322: async-without-await."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.tasks.needless import Needless
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class AsyncWithoutAwait(Rule):
    """An `async def` never suspends: it could be a plain function.

    ## What it does
    Checks for coroutine functions without a suspension point.  Not for overrides and what is overridden, methods of
    classes with bases from elsewhere, stubs, decorated functions (handlers of frameworks), tests, functions that start
    a coroutine which they define, nor those that somebody needs as a coroutine function: passed as a value, or called
    without an await.

    ## Why is this bad?
    Colour is part of a signature.  Awaiting such a function looks like a point at which others may run, and is none: a
    loop over it starves every other task as a plain loop would.  Its callers have to be coroutines for no reason, and
    so have theirs.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    async def double(number: int) -> int:
        return 2 * number


    async def total(numbers: list[int]) -> int:
        return sum([await double(number) for number in numbers])
    ```

    ## Use instead
    ```python
    def double(number: int) -> int:
        return 2 * number


    def total(numbers: list[int]) -> int:
        return sum([double(number) for number in numbers])
    ```

    ## Known limits
    Callers in other modules are not looked at: one that needs a coroutine there is not seen.
    """

    code = "ASF322"
    name = "async-without-await"
    default = False
    message = "`{function}` never suspends, so awaiting it gives nobody else a turn: make it a plain function"

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask the model."""
        for function in module.ask(Needless).without_await():
            yield self.finding(function.node, function=function.name)
