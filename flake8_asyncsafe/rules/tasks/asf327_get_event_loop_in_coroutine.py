"""ASF327: get-event-loop-in-coroutine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.tasks.obsolete import ObsoleteAsyncio
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class GetEventLoopInCoroutine(Rule):
    """A coroutine asks for the event loop by `get_event_loop`.

    ## What it does
    Checks for `asyncio.get_event_loop()` in coroutine functions, async generators, and lambdas that they call.

    ## Why is this bad?
    Whoever polls a coroutine is its executor, so inside there is exactly one answer to the question for the loop.
    `get_running_loop()` gives that one and fails loudly where there is none.  `get_event_loop()` gives the same here,
    but its answer depends on who asks: elsewhere it is the loop that was set for the thread, on older Pythons one made
    in passing, since 3.14 an exception.  Code that is moved out of the coroutine keeps working with the wrong loop.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    async def now() -> float:
        return asyncio.get_event_loop().time()
    ```

    ## Use instead
    ```python
    import asyncio


    async def now() -> float:
        return asyncio.get_running_loop().time()
    ```

    ## Known limits
    Off by default: in a coroutine both work.  Plain functions that coroutines call are not looked at.

    ## Fix safety
    The fix writes `get_running_loop`.  It is safe: in a coroutine that an asyncio loop runs both give the same loop.
    """

    code = "ASF327"
    name = "get-event-loop-in-coroutine"
    default = False
    fixable = True
    message = "`{call}` in a coroutine gives the running loop; `asyncio.get_running_loop()` says so and gives no other"

    def check(self, module: Module) -> Iterator[Finding]:
        """Look for the call in code that runs on the loop."""
        for call in module.ask(ObsoleteAsyncio).in_coroutines():
            yield self.finding(call.node, call=module.source(call.node))
