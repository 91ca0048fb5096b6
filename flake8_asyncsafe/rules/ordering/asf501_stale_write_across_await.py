"""ASF501: stale-write-across-await."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.describe import interleaving
from flake8_asyncsafe.model.ordering.contended import LostUpdates
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class StaleWriteAcrossAwait(Rule):
    """Shared state is read before an await and written after it from what was read.

    ## What it does
    Checks coroutines for writes of shared state (attributes, globals, variables of enclosing functions, and elements of
    containers reached through them) whose value derives from a read of the same state before a suspension point:
    `self.n += await f()`, or `n = self.n`, an await, `self.n = n + 1`.

    ## Why is this bad?
    The text says read, wait, write; the program that runs is read, *everybody else*, write.  At the await other tasks
    may do the same update, and each of them writes a value made from the same old one: all but the last update are
    lost.  `+=` hides it well, for it reads before it evaluates its right side.  It is the reordering of the post
    without any compiler or processor at work: what you read as one step is two, and an edge that keeps others out has
    to be put there by you.

    ## Drawn from
    *Your Code Doesn't Run the Way You Read It*, https://pluiee.github.io/your-code-doesnt-run-the-way-you-read-it/
    (operations that are not one operation; edges that order them)

    ## Example
    ```python
    import asyncio


    async def price(name: str) -> int:
        await asyncio.sleep(0)
        return len(name)


    class Ledger:
        def __init__(self) -> None:
            self.total = 0

        async def charge(self, name: str) -> None:
            self.total += await price(name)
    ```

    ## Use instead
    Wait first, then read and write without a pause in between:

    ```python
    import asyncio


    async def price(name: str) -> int:
        await asyncio.sleep(0)
        return len(name)


    class Ledger:
        def __init__(self) -> None:
            self.total = 0

        async def charge(self, name: str) -> None:
            amount = await price(name)
            self.total += amount
    ```

    Where that cannot be, one `asyncio.Lock` from the read to the write.

    ## Known limits
    Of 14 reports on released code that were read in the source, eleven could really go wrong; in the others
    one task alone ever runs the method.
    That the method runs in several tasks is taken for granted.  Not reported are values that are only put back (`old =
    self.x` ... `self.x = old`), what is made by a call out of what was read (`await connect(self.url)`), reads and
    writes in helpers, and `__aenter__` and its kin, which run once.  A plain `threading.Lock` held across the await is
    ASF201's.
    """

    code = "ASF501"
    name = "stale-write-across-await"
    message = (
        "`{path}` was read in line {read}, and since the await in line {wait} other tasks may have changed it: this "
        "writes over what they did; read it again after the await, or hold one asyncio.Lock from the read to the "
        "write"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the writes that rest on what is no longer known."""
        lost = module.ask(LostUpdates)
        for function in module.coroutines:
            for stale in lost.of(function):
                yield self.finding(
                    stale.write.node,
                    evidence=partial(interleaving.of_stale, module, stale),
                    path=module.source(stale.read.node),
                    read=module.line(stale.read.node),
                    wait=module.line(stale.suspension.node),
                )
