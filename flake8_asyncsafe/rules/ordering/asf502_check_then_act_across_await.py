"""ASF502: check-then-act-across-await."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.describe import interleaving
from flake8_asyncsafe.model.ordering.contended import Assumptions
from flake8_asyncsafe.model.ordering.helped import HelpedActs
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class CheckThenActAcrossAwait(Rule):
    """Shared state is checked, then comes an await, then a write that takes the check for still true.

    ## What it does
    Checks coroutines for a branch on whether something is there (`if self.conn is None`, `if key not in self.cache`,
    `if self.busy: return`), a suspension point behind it, and then a write of the same state: lazy initialisation,
    filling a cache, claiming a flag, removing what was found.

    ## Why is this bad?
    The answer of a check is as old as the last await.  Two tasks see that there is no connection yet, both open one,
    and the second overwrites the first, which nobody closes any more.  Two tasks see that nobody is busy.  Two tasks
    delete the same entry, and one gets a KeyError.  The check and the act read like one step and are two, with all
    other tasks in between.

    ## Drawn from
    *Your Code Doesn't Run the Way You Read It*, https://pluiee.github.io/your-code-doesnt-run-the-way-you-read-it/
    (what one thread sees of another between two of its steps)

    ## Example
    ```python
    import asyncio


    async def connect() -> object:
        await asyncio.sleep(0)
        return object()


    class Client:
        def __init__(self) -> None:
            self.connection: object | None = None

        async def get(self) -> object:
            if self.connection is None:
                self.connection = await connect()
            return self.connection
    ```

    ## Use instead
    One lock for all who look, with the check inside:

    ```python
    import asyncio


    async def connect() -> object:
        await asyncio.sleep(0)
        return object()


    class Client:
        def __init__(self) -> None:
            self.lock = asyncio.Lock()
            self.connection: object | None = None

        async def get(self) -> object:
            async with self.lock:
                if self.connection is None:
                    self.connection = await connect()
                return self.connection
    ```

    Or keep the task (`self.connecting = asyncio.ensure_future(connect())`), set before the first await, and await that.

    ## Known limits
    Off by default: of 60 reports on released code that were read in the source, 17 could really go wrong.  In most of
    the others one task alone runs the function, which the code does not say, or the same value is stored twice.
    That the method runs in several tasks is taken for granted.  Only tests of presence count (truth, `is None`, `in`)
    and of age (`time() > self.expires_at`), not comparisons of values.  The write may be in a coroutine of the same
    object that is awaited because of the check: then the report stands at that await.  Resets (`= None`, `= False`) are
    right however often they are done.  A check again behind the await, a flag that is set before it, and one async lock
    around both are right and not reported.
    """

    code = "ASF502"
    name = "check-then-act-across-await"
    default = False
    message = (
        "{what} because of the check in line {read}, but since the await in line {wait} another task may have done "
        "so already: check again after the await, or hold one asyncio.Lock around both"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the writes that rest on what is no longer known."""
        assumptions = module.ask(Assumptions)
        for function in module.coroutines:
            for stale in assumptions.of(function):
                yield self.finding(
                    stale.write.node,
                    evidence=partial(interleaving.of_stale, module, stale),
                    what=f"`{module.called_text(stale.write.node)}` is changed",
                    read=module.line(stale.read.node),
                    wait=module.line(stale.suspension.node),
                )
            for act in module.ask(HelpedActs).of(function):
                yield self.finding(
                    act.suspension.node,
                    evidence=partial(interleaving.of_helped, act),
                    what=f"`{act.attribute}` is changed (in line {module.line(act.write.node)})",
                    read=module.line(act.test),
                    wait=module.line(act.suspension.node),
                )
