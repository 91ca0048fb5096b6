"""ASF407: shield-loses-task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.cancellation.shields import Shields
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class ShieldLosesTask(Rule):
    """`asyncio.shield` is given a task that nothing else refers to.

    ## What it does
    Checks for `asyncio.shield` whose argument is made in place: a coroutine object, `create_task(...)`,
    `ensure_future(...)` of a coroutine, or a `gather(...)` of coroutines.

    ## Why is this bad?
    In Rust whoever owns a future decides about its life; there is no way to drop it and have it run on.  `shield` is
    such a way: if the task that awaits it is cancelled, the await ends and the work inside goes on.  From that moment
    nobody waits for it.  If it was made inside the call, nobody can, either: its result is lost, its exception is
    reported as "never retrieved" if at all, a shutdown does not know that there is something to wait for, and since
    the event loop refers to tasks only weakly, the garbage collector may remove it half done.  That is the opposite
    of what the shield was put there for.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    async def write_journal(entry: str) -> None: ...


    async def handle(entry: str) -> None:
        await asyncio.shield(write_journal(entry))
    ```

    ## Use instead
    ```python
    import asyncio


    async def write_journal(entry: str) -> None: ...


    writing: set[asyncio.Task[None]] = set()


    async def handle(entry: str) -> None:
        task = asyncio.create_task(write_journal(entry))
        writing.add(task)
        task.add_done_callback(writing.discard)
        await asyncio.shield(task)
    ```

    Or wait for it before the cancellation goes on:

    ```python
    import asyncio


    async def write_journal(entry: str) -> None: ...


    async def handle(entry: str) -> None:
        task = asyncio.create_task(write_journal(entry))
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError:
            await task
            raise
    ```

    ## Known limits
    A task that is bound to a name is taken to be kept, although a local name ends with its function.  The result of a
    function that is not in sight may be a future that something holds, so it is not reported.  Neither is what
    only waits for others (`asyncio.wait`, `event.wait()`): no work is lost with it.  A shield whose result is stored in
    an attribute or a table is not reported, nor one whose cancellation is caught around it by a handler
    that awaits something: it may end the work by other means.  The shields of trio and anyio are scopes: the work
    inside them is awaited to its end.
    """

    code = "ASF407"
    name = "shield-loses-task"
    message = (
        "only the shield knows {what}: if {who} is cancelled, it runs on with nobody to wait for it or hold it; "
        "keep the task in a variable that outlives the cancellation, and shield that"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the shields around what is made in place."""
        for found in module.ask(Shields).losing():
            inner = module.source(found.inner)
            passed_on = module.use(found.call.node).kind in {"returned", "yielded", "bound", "element"}
            yield self.finding(
                found.call.node,
                what=f"the task {'' if found.is_task else 'of '}`{inner}`",
                who="whoever awaits it" if passed_on else "this await",
            )
