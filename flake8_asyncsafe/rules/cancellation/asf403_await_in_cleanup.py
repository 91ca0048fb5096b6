"""ASF403: await-in-cleanup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.cancellation.cleanup import CleanUps
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module

_HARM = {
    "finally": "the rest of this `finally` is skipped",
    "except": "the rest of this handler is skipped",
    "aexit": "the rest of `__aexit__` is skipped",
    "raise": "the exception in hand is lost: the `raise` below is never reached",
}


class AwaitInCleanup(Rule):
    """Clean-up code awaits: a cancellation that comes at that moment cuts it short.

    ## What it does
    Checks coroutines of asyncio for `await`, `async with` and `async for` in a `finally`, in a handler that gets
    cancellations, and in `__aexit__`; and those of all libraries for an `await` in a handler that raises afterwards.

    ## Why is this bad?
    asyncio throws one `CancelledError` into a task, and the clean-up may await as ever.  But a task can be cancelled
    again: a timeout around it runs out, the program is told to stop twice, a task group loses another child.  The
    second one is raised at the `await` of the clean-up, and what stands behind it is not done.  Where the clean-up was
    to raise what it had caught, the error that started it all is gone, and only its traceback's context may still
    tell.  Rust has no such moment: a future that is dropped does not wait for anything.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    class Connection:
        async def send(self, text: str) -> None: ...

        def close(self) -> None: ...


    async def session(connection: Connection) -> None:
        try:
            await connection.send("hello")
            await asyncio.sleep(60)
        finally:
            await connection.send("goodbye")
            connection.close()
    ```

    ## Use instead
    ```python
    import asyncio


    class Connection:
        async def send(self, text: str) -> None: ...

        def close(self) -> None: ...


    async def end(connection: Connection) -> None:
        await connection.send("goodbye")
        connection.close()


    async def session(connection: Connection) -> None:
        try:
            await connection.send("hello")
            await asyncio.sleep(60)
        finally:
            ending = asyncio.create_task(end(connection))
            await asyncio.shield(ending)
    ```

    ## Known limits
    Most such code is never cancelled twice, so the rule is off by default.  `await asyncio.shield(...)` counts as
    protected, though the coroutine that awaits it may still be interrupted there.  Not reported: `aclose()`, a call of
    another's `__aexit__`, what `__aexit__` does only if nothing was raised, and a coroutine of the same file that
    shields all it awaits, or awaits nothing.  Trio and anyio cancel clean-up code for certain: that is ASF402, which
    is on.
    """

    code = "ASF403"
    name = "await-in-cleanup"
    default = False
    message = "if the task is cancelled while it waits in `{what}`, {harm}; {advice}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Report each await of clean-up code that ASF402 leaves."""
        for found in module.ask(CleanUps).all():
            if found.library == "asyncio" or found.kind == "raise":
                what = module.source(found.node)
                yield self.finding(found.node, what=what, harm=_HARM[found.kind], advice=_advice(found.library))


def _advice(library: str) -> str:
    if library == "asyncio":
        return "do first what must be done, or shield a task that does it all"
    return f"put it into `with {library}.move_on_after(..., shield=True)`"
