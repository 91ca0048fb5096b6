"""ASF408: losers-left-running."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.cancellation.losers import Races
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class LosersLeftRunning(Rule):
    """`asyncio.wait` or `as_completed` is done with before all its tasks are, and nothing deals with the others.

    ## What it does
    Checks for `asyncio.wait` with `return_when=FIRST_COMPLETED`, `FIRST_EXCEPTION` or a `timeout`, on tasks made for
    it, whose set of pending tasks is dropped or only looked at (tested, counted, logged) while the tasks themselves
    are not cancelled, awaited, stored or passed on either.  Also for a loop over `asyncio.as_completed` with a `break`
    or `return`, and `next(asyncio.as_completed(...))`.

    ## Why is this bad?
    `select!` of tokio polls several futures in place; when one is ready it drops the others, and a dropped future is
    cancelled.  A Python task is driven by the event loop, not by who waits for it.  `asyncio.wait` stops waiting and
    that is all: the losers run on.  The read that lost against a stop signal takes the next message from the queue
    and gives it to nobody.  The request that was too slow keeps its connection.  A race in a loop leaves one more task
    behind with every turn.  And since nobody refers to them, the garbage collector may end them at any point.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    async def next_message(queue: asyncio.Queue[str], stop: asyncio.Event) -> str | None:
        message = asyncio.create_task(queue.get())
        stopped = asyncio.create_task(stop.wait())
        done, _ = await asyncio.wait([message, stopped], return_when=asyncio.FIRST_COMPLETED)
        return message.result() if message in done else None
    ```

    ## Use instead
    ```python
    import asyncio


    async def next_message(queue: asyncio.Queue[str], stop: asyncio.Event) -> str | None:
        message = asyncio.create_task(queue.get())
        stopped = asyncio.create_task(stop.wait())
        done, pending = await asyncio.wait([message, stopped], return_when=asyncio.FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
        return message.result() if message in done else None
    ```

    For one task and a time limit, `async with asyncio.timeout(...)` or `asyncio.wait_for` cancel the work themselves.

    ## Known limits
    Any use of a task that is more than a look counts, wherever in the function it stands, so a path that leaves before
    the clean-up is missed.  Tasks that come from elsewhere (parameters, attributes, a task group) belong to somebody
    who may deal with them.  A task bound before the loop in which it is waited for is taken to be waited for again.
    After a timeout, asking a task whether it is `done()` counts as dealing with it.  Nothing is reported where
    `asyncio.run` ends right after the wait: it cancels what is left.
    """

    code = "ASF408"
    name = "losers-left-running"
    message = (
        "{task} may still run when {left}, and {fate}: unlike `select!` in Rust, `{api}` cancels nothing; cancel the "
        "pending tasks and await them"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the races whose losers nobody can reach any more."""
        for race in module.ask(Races).abandoning():
            why = "it has a timeout" if race.timeout else "with the first that is done"
            left, api = f"this `wait` comes back ({why})", "asyncio.wait"
            if race.out is not None:
                first = race.out is race.call
                left = "the first is there" if first else f"this loop is left (line {module.line(race.out.node)})"
                api = "asyncio.as_completed"
            yield self.finding(
                race.call.node,
                task=f"the task of `{module.source(race.task)}`",
                left=left,
                fate=f"`{race.pending}` is never cancelled or awaited" if race.pending else "nothing keeps or stops it",
                api=api,
            )
