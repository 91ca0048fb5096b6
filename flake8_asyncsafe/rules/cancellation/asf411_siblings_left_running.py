"""ASF411: siblings-left-running."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.cancellation.spelling import Spellings
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class SiblingsLeftRunning(Rule):
    """`gather` fails with the first failure and leaves the others running; a TaskGroup cancels them.

    ## What it does
    Checks for `asyncio.gather` of several awaitables without `return_exceptions=True`.

    ## Why is this bad?
    A join is the place where the lifetimes of tasks come together.  `gather` joins them only as long as all goes well.
    With the first exception the caller goes on, and its siblings go on too, without anybody who waits for them: they
    write into what the caller has given up, use connections that its clean-up has closed, and what they raise is never
    seen.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    async def fetch(name: str) -> str: ...


    async def both() -> list[str]:
        return await asyncio.gather(fetch("a"), fetch("b"))
    ```

    ## Use instead
    ```python
    import asyncio


    async def fetch(name: str) -> str: ...


    async def both() -> list[str]:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(fetch(name)) for name in ("a", "b")]
        return [task.result() for task in tasks]
    ```

    ## Known limits
    A TaskGroup raises an exception group, so the callers' handlers have to change.  Where the siblings are cancelled in
    a handler, the report is a false alarm.
    """

    code = "ASF411"
    name = "siblings-left-running"
    default = False
    message = (
        "if one of these fails, `gather` raises at once and the others run on unattended: use asyncio.TaskGroup, "
        "or return_exceptions=True"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask the model."""
        for call in module.ask(Spellings).gathers():
            yield self.finding(call.node)
