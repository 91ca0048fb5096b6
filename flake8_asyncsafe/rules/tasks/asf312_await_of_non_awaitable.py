"""ASF312: await-of-non-awaitable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.protocols.awaits import Awaits
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class AwaitOfNonAwaitable(Rule):
    """Something is awaited that is no awaitable.

    ## What it does
    Checks for `await` of the result of a plain function or method whose results are known (also of None, because it
    returns nothing), of known library functions (`time.sleep`, `event.set`, `task.cancel`, `queue.put_nowait`,
    `writer.write`), of lists, tuples and generators of coroutines, of context managers and async generators, of
    objects without `__await__`, of literals, and of a function that is not called.

    ## Why is this bad?
    `.await` in Rust is defined for one trait: the compiler turns the expression into a future or refuses.  Python asks
    the object when the line runs.  By then the plain function has done its work already: `await time.sleep(5)` holds
    the whole loop for five seconds and only then raises `TypeError`.  Worse is the list: `await [fetch(u) for u in
    urls]` raises and leaves coroutine objects behind that never ran.  A future is one thing to poll; many of them are
    joined first.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    async def fetch(url: str) -> str:
        return url


    async def fetch_all(urls: list[str]) -> list[str]:
        return await [fetch(url) for url in urls]
    ```

    ## Use instead
    ```python
    import asyncio


    async def fetch(url: str) -> str:
        return url


    async def fetch_all(urls: list[str]) -> list[str]:
        return await asyncio.gather(*[fetch(url) for url in urls])
    ```

    ## Known limits
    Every result of a function must be known: one that returns what an unknown function gave is not reported, whatever
    its annotation says.  Abstract methods, protocols and empty methods of base classes may be coroutine functions in
    a subclass and are never reported; nor is a method that some class in sight has in the other colour (ASF901).
    """

    code = "ASF312"
    name = "await-of-non-awaitable"
    message = "`{used}` is {what}, so this `await` raises TypeError: {instead}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Look at what each await is given."""
        for found in module.ask(Awaits).futile():
            yield self.finding(found.node, used=module.source(found.node), what=found.what, instead=found.instead)
