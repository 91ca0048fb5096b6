"""ASF324: yield-in-context-manager."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.tasks.unclosed import Unclosed
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class YieldInContextManager(Rule):
    """An async generator yields inside a context manager, which nobody is sure to leave.

    ## What it does
    Checks for `yield` inside `with` or `async with` in async generators, except in context managers and fixtures.
    Where the block is a task group, timeout or cancel scope, ASF314 says so instead.

    ## Why is this bad?
    A guard of Rust is released where its scope ends, also if the scope is left early.  A generator that is suspended in
    a `with` is left early whenever its consumer stops iterating, and then nothing happens: the block ends when the
    garbage collector finds the generator, in another task, or when the loop shuts down (PEP 533).  The file stays open
    and the lock stays taken.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    from collections.abc import AsyncIterator


    async def lines(path: str) -> AsyncIterator[str]:
        with open(path) as file:
            for line in file:
                yield line
    ```

    ## Use instead
    ```python
    from collections.abc import AsyncIterator
    from contextlib import asynccontextmanager


    @asynccontextmanager
    async def lines(path: str) -> AsyncIterator[list[str]]:
        with open(path) as file:
            yield list(file)
    ```

    ## Known limits
    A generator whose consumers all use `aclosing`, or run it to its end, is reported too.
    """

    code = "ASF324"
    name = "yield-in-context-manager"
    default = False
    message = (
        "if the consumer stops here, `{block}` (line {line}) stays open until the garbage collector comes: "
        "make this a context manager, or have it closed by `aclosing`"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask the model."""
        for op, item in module.ask(Unclosed).holding():
            yield self.finding(op.node, block=module.source(item.context), line=module.line(item.context))
