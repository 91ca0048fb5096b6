"""ASF317: wait-given-coroutines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.tasks.waited import Waited
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class WaitGivenCoroutines(Rule):
    """`asyncio.wait` is given coroutine objects instead of tasks.

    ## What it does
    Checks for `asyncio.wait` on coroutine objects: in a list, set or tuple, from a comprehension or `map`, in a
    variable that was filled with them.

    ## Why is this bad?
    A future must be handed to an executor before anything polls it, and whoever handed it over keeps a handle to ask
    for the outcome.  `wait` answers with two sets of such handles, done and pending.  Bare coroutine objects have no
    handle: older Pythons wrapped each in a task that the caller never saw, so `if fetch in done` was never true and a
    pending one could not be cancelled.  Since Python 3.11 it raises `TypeError: Passing coroutines is forbidden`, and
    none of them runs.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    async def fetch(url: str) -> str:
        return url


    async def fetch_all(urls: list[str]) -> None:
        done, _ = await asyncio.wait([fetch(url) for url in urls])
    ```

    ## Use instead
    ```python
    import asyncio


    async def fetch(url: str) -> str:
        return url


    async def fetch_all(urls: list[str]) -> None:
        done, _ = await asyncio.wait([asyncio.create_task(fetch(url)) for url in urls])
    ```

    `asyncio.gather` takes coroutines, and gives their results in order.

    ## Known limits
    A collection that other functions fill is not looked into.

    ## Fix safety
    The fix wraps each coroutine in `asyncio.create_task`.  It is unsafe: the coroutines run from then on.
    """

    code = "ASF317"
    name = "wait-given-coroutines"
    fixable = True
    message = (
        "`{wait}` is given the coroutine object `{coroutine}`: since Python 3.11 that raises TypeError and nothing "
        "runs; make a task of it (`asyncio.create_task`), or use `asyncio.gather`"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Look at what is given to APIs that take only tasks and futures."""
        for call, coroutine in module.ask(Waited).coroutines():
            yield self.finding(call.node, wait=module.source(call.node.func), coroutine=module.source(coroutine))
