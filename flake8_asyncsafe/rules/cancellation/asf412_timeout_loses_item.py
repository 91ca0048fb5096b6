"""ASF412: timeout-loses-item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.cancellation.spelling import Spellings
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class TimeoutLosesItem(Rule):
    """`wait_for(queue.get(), ...)` or `wait_for(lock.acquire(), ...)`: what was got may be gone when the time is up.

    ## What it does
    Checks for `asyncio.wait_for` around `get` of an asyncio queue, or `acquire` of an asyncio lock or semaphore.

    ## Why is this bad?
    Dropping the loser of a `select!` is only safe if it has done nothing yet: Rust calls that cancel safety.  A wait
    that takes something at its end has a moment in which it has taken it and not yet told anyone.  A timeout in that
    moment gives TimeoutError, and the item is with nobody, or the lock is held by nobody who would release it.  Which
    versions of Python lose what has changed several times; in all of them a timeout of zero gives TimeoutError although
    an item is there.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    async def next_job(queue: asyncio.Queue[str]) -> str | None:
        try:
            return await asyncio.wait_for(queue.get(), 1)
        except TimeoutError:
            return None
    ```

    ## Use instead
    ```python
    import asyncio


    async def next_job(queue: asyncio.Queue[str]) -> str | None:
        try:
            async with asyncio.timeout(1):
                return await queue.get()
        except TimeoutError:
            return None
    ```

    ## Known limits
    Queues and locks of other libraries are not known.  Where losing an item does no harm, such as in a test, the report
    is of no use.
    """

    code = "ASF412"
    name = "timeout-loses-item"
    default = False
    message = (
        "a timeout may strike when `{what}` has taken its item and nobody has got it: "
        "use `async with asyncio.timeout(...)` around it"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask the model."""
        for call, what in module.ask(Spellings).timed_takes():
            yield self.finding(call.node, what=module.source(what))
