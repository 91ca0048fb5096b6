"""ASF320: awaits-in-sequence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.tasks.sequences import Sequences
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class AwaitsInSequence(Rule):
    """Independent awaits follow one another, so that nothing runs at the same time.

    ## What it does
    Checks for awaited coroutine functions of the project whose results are assigned one after the other, or are parts
    of one expression (`return await a(), await b()`), and do not need each other; and for `for` loops that await the
    same for each item and need nothing of the turn before.

    ## Why is this bad?
    A future does nothing before it is polled, and `await` polls one until it is done.  Two awaits in sequence take the
    sum of both times, where a join takes the longer one.  Nothing in the source looks slow: it is the order that costs.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    async def user(name: str) -> str: ...


    async def orders(name: str) -> list[str]: ...


    async def page(name: str) -> tuple[str, list[str]]:
        who = await user(name)
        what = await orders(name)
        return who, what
    ```

    ## Use instead
    ```python
    import asyncio


    async def user(name: str) -> str: ...


    async def orders(name: str) -> list[str]: ...


    async def page(name: str) -> tuple[str, list[str]]:
        async with asyncio.TaskGroup() as group:
            who = group.create_task(user(name))
            what = group.create_task(orders(name))
        return who.result(), what.result()
    ```

    ## Known limits
    Effects that must come in order (write, then read) are not seen.  Calls of methods of one object, and calls that
    share a session or connection, are taken to depend on each other; not where one method that changes nothing is asked
    for two things (`self.fetch("/a")`, `self.fetch("/b")`).
    """

    code = "ASF320"
    name = "awaits-in-sequence"
    default = False
    message = "{what}: start them together (TaskGroup, gather) and the slowest decides, not the sum"

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask the model."""
        for node, before in module.ask(Sequences).sequences():
            if before is None:
                what = "each turn of the loop waits for the one before, which it does not need"
            else:
                what = f"this waits for the await in line {module.line(before)}, which it does not need"
            yield self.finding(node, what=what)
