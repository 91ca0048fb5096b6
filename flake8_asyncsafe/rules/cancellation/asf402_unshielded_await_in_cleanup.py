"""ASF402: unshielded-await-in-cleanup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.cancellation.cleanup import CleanUps
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module

_WHERE = {
    "finally": "this `finally`",
    "except": "this handler",
    "aexit": "`__aexit__`",
}


class UnshieldedAwaitInCleanup(Rule):
    """Under trio or anyio, clean-up code awaits without a shield: if the task is cancelled, it does not run.

    ## What it does
    Checks coroutines of trio and anyio for `await`, `async with` and `async for` in a `finally`, in a handler that gets
    cancellations, and in `__aexit__`, if no shielded cancel scope stands around them.  In an async generator, and in
    one that `@asynccontextmanager` makes a context manager, that is the clean-up part of the `try` around its `yield`.

    ## Why is this bad?
    A dropped future of Rust runs its destructors, and those cannot await at all.  Python lets the clean-up of a
    cancelled task await, but trio and anyio go on cancelling it: in a cancelled scope *every* checkpoint raises, also
    the one in the `finally`.  So the farewell to the server is not sent, the transaction is not rolled back, and
    whatever stands below that line is not done either.  As long as nothing is cancelled the code works, and no test
    that forgets to cancel finds it.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import trio


    class Connection:
        async def talk(self) -> None: ...

        async def say_goodbye(self) -> None: ...


    async def session(connection: Connection) -> None:
        try:
            await connection.talk()
        finally:
            await connection.say_goodbye()
            await trio.sleep(0.1)
    ```

    ## Use instead
    ```python
    import trio


    class Connection:
        async def talk(self) -> None: ...

        async def say_goodbye(self) -> None: ...


    async def session(connection: Connection) -> None:
        try:
            await connection.talk()
        finally:
            with trio.move_on_after(3, shield=True):
                await connection.say_goodbye()
                await trio.sleep(0.1)
    ```

    The time limit is there because nothing else can end what is shielded.

    ## Known limits
    Which library a coroutine is for, the imports of its file tell (and where trio or anyio and asyncio are both
    imported, what the function uses); a file that imports none of them counts as asyncio's (ASF403), unless the option
    `asyncsafe-library` says otherwise.  Not reported: `aclose()` and `aclose_forcefully()`, which close even when they
    are cancelled; a call of another's `__aexit__`, which has to see to that itself; what `__aexit__` does only if
    nothing was raised; a coroutine of the same file that shields all it awaits, or awaits nothing.  A helper of another
    module that shields itself is reported all the same.  Whether a caller has put a shield around the whole coroutine
    is not known.  A scope counts as shielded if `shield` is given or set and is not the constant `False`, and so does a
    context manager that is not in sight and whose name says `shield`.
    """

    code = "ASF402"
    name = "unshielded-await-in-cleanup"
    message = (
        "if the task is cancelled, `{what}` raises at once and the rest of {where} is skipped: {library} cancels every "
        "checkpoint until the scope is left; put it into `with {library}.move_on_after(..., shield=True)`"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report each await of clean-up code that a cancellation gets to."""
        for found in module.ask(CleanUps).all():
            if found.library != "asyncio" and found.kind in _WHERE:
                what = module.source(found.node)
                yield self.finding(found.node, what=what, where=_WHERE[found.kind], library=found.library)
