"""ASF306: coroutine-awaited-twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.tasks.reused import Reuses
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class CoroutineAwaitedTwice(Rule):
    """One coroutine object is awaited or scheduled twice, or a cache hands it out again.

    ## What it does
    Checks for a coroutine object in a local name that is awaited, made a task, gathered or run a second time: one
    after the other, in a loop around it (a retry), in two branches that do not exclude each other, after
    `create_task` or `wait_for` took it.  Also for a list of them that is gathered twice, for `[fetch()] * 3`, which
    holds one coroutine three times, and for `functools.lru_cache`, `cache` and `cached_property` on a coroutine
    function (reported at the decorator).

    ## Why is this bad?
    A Rust future is moved into the `await` that runs it; to name it once more does not compile.  In Python the name
    is still there, and the object behind it is a finished frame.  A second `await` raises `RuntimeError: cannot
    reuse already awaited coroutine`; while the first is still running, the message is another.  A retry loop around
    such an object hides the first failure, the one that mattered, behind that error.  A cache makes it a matter of
    luck: the first caller gets a result, and everybody after it an exception.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    async def fetch(url: str) -> str: ...


    async def fetch_patiently(url: str) -> str:
        request = fetch(url)
        while True:
            try:
                return await request
            except TimeoutError:
                pass
    ```

    ## Use instead
    ```python
    async def fetch(url: str) -> str: ...


    async def fetch_patiently(url: str) -> str:
        while True:
            try:
                return await fetch(url)
            except TimeoutError:
                pass
    ```

    A helper that retries takes the function, not the coroutine.  What several readers shall await is a task: keep
    and cache `asyncio.ensure_future(fetch(url))`, which runs once and gives its result to everybody, or cache the
    result itself.

    ## Known limits
    Only local names are followed, in one function: not attributes, containers that are filled or changed, or what a
    helper does with its argument.  Parameters count if they are annotated as `Coroutine`; an `Awaitable` may be a
    task, which can be awaited many times.  Tests are compared by their text, so `if a: await c` and `if not a: await
    c` exclude each other, but two tests that do so in other words do not.  Decorators of other libraries
    (`alru_cache`, `aiocache`) are known to be async-aware, or unknown and not reported.
    """

    code = "ASF306"
    name = "coroutine-awaited-twice"
    message = "{what}: {instead}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Look for coroutine objects that are used up and used again, and for caches that keep some."""
        reuses = module.ask(Reuses)
        for reuse in reuses.reuses():
            text = module.source(reuse.node)
            again = f"`{text}` is a coroutine object that is used up already"
            if reuse.first is None:
                what = f"`{text}` repeats one coroutine object, which runs once"
            elif reuse.first is reuse.node:
                what = f"{again} in the second turn of this loop, and awaiting it again raises RuntimeError"
            else:
                what = f"{again} (line {module.line(reuse.first)}), and awaiting it again raises RuntimeError"
            yield self.finding(reuse.node, what=what, instead="call the function anew each time, or share a task")
        for node, name in reuses.cached():
            what = f"the cache keeps the coroutine object of `{name}`, which only its first caller can await"
            yield self.finding(node, what=what, instead="cache a task or the result, or use an async-aware cache")
