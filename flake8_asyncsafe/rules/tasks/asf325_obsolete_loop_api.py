"""ASF325: obsolete-loop-api."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.tasks.obsolete import ObsoleteAsyncio
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class ObsoleteLoopApi(Rule):
    """asyncio is used in a way that current Pythons refuse.

    ## What it does
    Checks for `asyncio.get_event_loop()` where no loop runs: at import time, in a function that then runs the loop
    itself, in what top-level code calls; for `loop=` where it is no more (`sleep`, `wait`, `wait_for`, `gather`,
    `shield`, `as_completed`, locks, events and queues, `open_connection`, `start_server`, `create_subprocess_*`); for
    `asyncio.Task.all_tasks`, `asyncio.Task.current_task` and `@asyncio.coroutine`.

    ## Why is this bad?
    A future does not know its executor before something polls it; the executor is at the bottom of the stack, put
    there by whoever starts the program.  asyncio's first interface had the loop made in passing by the first to ask
    and then carried through every call as `loop=`, so objects ended up on a loop that nobody ran.  It was turned
    round: `asyncio.run` starts the loop, and what is called below finds the running one.  The old spellings went with
    it: `loop=` is a `TypeError` since 3.10, `@asyncio.coroutine` is gone since 3.11, and since 3.14
    `get_event_loop()` raises `RuntimeError` where no loop is set.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    async def work() -> None:
        await asyncio.sleep(0)


    def main() -> None:
        loop = asyncio.get_event_loop()
        loop.run_until_complete(work())
    ```

    ## Use instead
    ```python
    import asyncio


    async def work() -> None:
        await asyncio.sleep(0)


    def main() -> None:
        asyncio.run(work())
    ```

    ## Known limits
    `get_event_loop()` in a plain function or constructor that may be called from a coroutine is not reported, nor in
    a module that calls `set_event_loop` or `nest_asyncio`, nor where the exception is caught or the version of Python
    is asked for.  `loop=` that arrives by `**kwargs` is missed.

    ## Fix safety
    The fix leaves `loop=` out, writes `asyncio.all_tasks()` and `asyncio.current_task()`, and makes `async def` and
    `await` of a generator-based coroutine.  It is unsafe: an object that was meant for another loop belongs to the
    running one from then on.
    """

    code = "ASF325"
    name = "obsolete-loop-api"
    fixable = True
    message = "since Python {since} {what}: {instead}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Look for arguments and functions that are no more, and for loops asked for where none runs."""
        obsolete = module.ask(ObsoleteAsyncio)
        for each in obsolete.removed():
            yield self.finding(
                each.node, since=each.since, what=f"there is no `{each.what}` any more", instead=each.instead
            )
        for call, reason in obsolete.without_loop():
            yield self.finding(
                call.node,
                since="3.14",
                what=f"`{module.source(call.node)}` makes no loop, and {reason}, so it raises RuntimeError",
                instead="run the coroutine with `asyncio.run`, or make the loop with `asyncio.new_event_loop()`",
            )
