"""ASF415: constant-deadline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.cancellation.deadlines import Deadlines
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class ConstantDeadline(Rule):
    """A constant is given as an absolute deadline, which is a point on a clock that starts anywhere.

    ## What it does
    Checks for finite constants as the deadline of `asyncio.timeout_at`, `loop.call_at`, `Timeout.reschedule`,
    `trio.fail_at`, `trio.move_on_at`, `trio.sleep_until`, of `CancelScope(deadline=...)` in trio and anyio, and as what
    is assigned to a scope's `deadline`.

    ## Why is this bad?
    An executor measures time on a clock of its own, whose zero means nothing: the start of the machine, or a random
    number.  A duration that is given where a point in time is wanted lies in the past of that clock, as a rule, so the
    block is cancelled at its first `await`; on a machine that has just started it lies in the future, by any amount.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    async def fetch() -> str: ...


    async def page() -> str:
        async with asyncio.timeout_at(5):
            return await fetch()
    ```

    ## Use instead
    ```python
    import asyncio


    async def fetch() -> str: ...


    async def page() -> str:
        async with asyncio.timeout(5):
            return await fetch()
    ```

    ## Known limits
    Infinity means "never", and what is not above zero is past on any clock and means "at once", so these are not
    reported.  A constant that comes in as a parameter is not known to be one.
    """

    code = "ASF415"
    name = "constant-deadline"
    message = (
        "`{what}` takes a point in time on the loop's clock, and `{value}` is a constant: it may be long past; "
        "add the current time, or use the relative form"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report each constant given as a point in time."""
        for value, what in module.ask(Deadlines).constants():
            yield self.finding(value, what=what, value=module.source(value))
