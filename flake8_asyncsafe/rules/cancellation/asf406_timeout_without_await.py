"""ASF406: timeout-without-await."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.cancellation.scopes import CancelScopes
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class TimeoutWithoutAwait(Rule):
    """A timeout or cancel scope has no suspension point inside, so it never ends anything.

    ## What it does
    Checks for `asyncio.timeout`, `async_timeout.timeout`, and the cancel scopes of trio and anyio (`move_on_after`,
    `fail_after`, `CancelScope` and kin), if no `await`, `async for`, `async with` or `yield` stands in the block; in a
    plain function none can.

    ## Why is this bad?
    A timeout does not interrupt code.  It asks the task to stop, and a task hears that only where it gives up its
    turn: what Rust does by not polling a future again, Python does by raising an exception at an `await`.  A block
    without one runs from its first line to its last whatever the clock says.  The code promises a limit and keeps
    none: a slow call takes as long as it takes (and the loop stands still meanwhile), and what is started inside with
    `create_task` or `start_soon` runs after the block, outside of the limit.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    async def fetch(url: str) -> str: ...


    async def first_page(url: str) -> str:
        async with asyncio.timeout(5):
            task = asyncio.create_task(fetch(url))
        return await task
    ```

    ## Use instead
    ```python
    import asyncio


    async def fetch(url: str) -> str: ...


    async def first_page(url: str) -> str:
        async with asyncio.timeout(5):
            return await fetch(url)
    ```

    A task group inside the scope is waited for inside it:

    ```python
    import trio


    async def ping(host: str) -> None: ...


    async def ping_all(hosts: list[str]) -> None:
        with trio.move_on_after(5):
            async with trio.open_nursery() as nursery:
                for host in hosts:
                    nursery.start_soon(ping, host)
    ```

    ## Known limits
    Any `await` counts as a suspension point, although it may return at once.  Modules that let plain functions suspend
    (`greenback`) are not looked at.  A scope that is entered by an `ExitStack` is not followed.  Where the block
    returns a coroutine that is not awaited, that is the defect (ASF309).

    ## Fix safety
    The fix removes the scope and keeps its block.  The program does what it did before; if the limit was meant to hold,
    the missing `await` is still missing, so the fix is only suggested.
    """

    code = "ASF406"
    name = "timeout-without-await"
    fixable = True
    message = (
        "nothing inside `{scope}` suspends, and only a suspended task can be cancelled: it limits nothing{started}; "
        "await the work inside, or remove it"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report each scope that cannot end its block."""
        for found in module.ask(CancelScopes).without_suspension():
            yield self.finding(
                found.scope.context,
                scope=module.source(found.scope.context),
                started=", and what is started there runs on after it" if found.starts else "",
            )
