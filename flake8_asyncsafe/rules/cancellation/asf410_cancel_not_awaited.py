"""ASF410: cancel-not-awaited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.cancellation.unawaited import UnawaitedCancels
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class CancelNotAwaited(Rule):
    """A task is cancelled, and the function ends on some path without awaiting it.

    ## What it does
    Checks for `task.cancel()` in coroutines, if some path from there to the end of the function does not await the
    task.

    ## Why is this bad?
    `cancel()` only asks.  The task gets an exception the next time it runs, does its clean-up, and may need many turns
    for it.  A future of Rust that is dropped is gone when `drop` returns; a task that is cancelled is still there.  Who
    goes on without waiting closes the connection that the clean-up wants to use, starts a second worker beside the
    first, or ends the loop in the middle of a `finally`.  If the clean-up fails, nobody hears of it.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    async def stop(task: asyncio.Task[None]) -> None:
        task.cancel()
    ```

    ## Use instead
    ```python
    import asyncio


    async def stop(task: asyncio.Task[None]) -> None:
        task.cancel()
        await asyncio.wait([task])
    ```

    ## Known limits
    Plain functions cannot await, so they are not looked at.  An await in another function counts only if it is called
    and awaited after the cancellation.
    """

    code = "ASF410"
    name = "cancel-not-awaited"
    default = False
    message = (
        "`{task}.cancel()` only asks, and this function may end before the task has: await it, or `asyncio.wait([...])`"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask the model."""
        for call in module.ask(UnawaitedCancels).all():
            text = module.source(call.node.func)
            yield self.finding(call.node, task=text.rpartition(".")[0])
