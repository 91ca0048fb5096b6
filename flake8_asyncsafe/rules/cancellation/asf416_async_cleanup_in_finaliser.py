"""ASF416: async-cleanup-in-finaliser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.contexts.finalisers import Finalisers
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class AsyncCleanupInFinaliser(Rule):
    """A finaliser makes a task, or runs a coroutine, to clean up.

    ## What it does
    Checks for `create_task`, `ensure_future`, `run_until_complete` and the running of a loop in `__del__`, in callbacks
    of `weakref` and in functions registered with `atexit`, and for calls there that lead to such.  A new loop that an
    atexit callback makes for itself is right.

    ## Why is this bad?
    A future does nothing by itself; it needs an executor that polls it until it is done.  Rust has no asynchronous drop
    for that reason: when a value goes out of scope there may be nobody to wait for the rest.  Python calls `__del__`
    when the last reference goes, on whichever thread that happens: in the middle of a task, where no second loop may be
    run; on a thread that has no loop; or when the interpreter ends and the loop is closed.  Then the coroutine is
    never run, the exception is printed and ignored, and the connection stays open.  A task that is made there may be
    cancelled with the loop before it has begun.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    class Client:
        async def close(self) -> None:
            print("closed")

        def __del__(self) -> None:
            asyncio.get_event_loop().create_task(self.close())
    ```

    ## Use instead
    ```python
    import asyncio
    import warnings


    class Client:
        closed = False

        async def __aenter__(self) -> "Client":
            return self

        async def __aexit__(self, *exc_info: object) -> None:
            await self.close()

        async def close(self) -> None:
            self.closed = True

        def __del__(self) -> None:
            if not self.closed:
                warnings.warn("a client was not closed", ResourceWarning, source=self)
    ```

    ## Known limits
    `call_soon_threadsafe` and `run_coroutine_threadsafe` are not reported: they work as long as the loop runs.  What
    a finaliser calls in other modules is not looked into.
    """

    code = "ASF416"
    name = "async-cleanup-in-finaliser"
    message = (
        "`{callee}` needs an event loop, and a finaliser{how} runs where there may be none, a closed one, or one that "
        "is running already: close it explicitly, with `async with` or an awaited `close()`"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Look for tasks and loops in finalisers."""
        finalisers = module.ask(Finalisers)
        for place, call, reach in finalisers.uses() if finalisers.any else ():
            what = place.func if isinstance(place, cst.Call) else place
            entry = reach.context.entry.name
            name = f" (`{entry}`)" if entry and entry != "<lambda>" else ""
            chain = "".join(f" -> {module.place(step.node)} {module.called_text(step.node)}" for step in reach.via[1:])
            end = f", {module.place(call.node)} {module.source(call.node.func)}" if reach.via else ""
            how = f"{name[:-1]}{chain}{end})" if name and (chain or end) else name
            yield self.finding(place, callee=module.source(what), how=how)
