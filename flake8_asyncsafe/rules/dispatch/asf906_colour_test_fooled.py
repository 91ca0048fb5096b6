"""ASF906: colour-test-fooled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.dispatch.protocol_checks import ColourChecks
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class ColourTestFooled(Rule):
    """`iscoroutinefunction` says no of something that gives a coroutine when it is called.

    ## What it does
    Checks for `asyncio.iscoroutinefunction` and `inspect.iscoroutinefunction` of a lambda that calls an `async def`,
    of an object whose `__call__` is `async def`, or of a partial of those; also where a caller in the file passes
    such a thing as the argument that is tested. Off by default.

    ## Why is this bad?
    In Rust the signature is the type, and a closure that returns a future has one that says so. In Python the colour
    of a callable is a flag on the function's code. A lambda, an object with `__call__` and a partial of either do not
    have it, so the test sends them to the branch for plain functions: a thread that makes a coroutine and drops it,
    or a call whose result nobody awaits. (A partial of an `async def` itself is recognised.)

    ## Drawn from
    *Static vs Dynamic Dispatch in Rust*, https://pluiee.github.io/static-vs-dynamic-dispatch-in-rust/

    ## Example
    ```python
    import inspect


    async def load(key: str) -> str:
        return key


    async def call(function) -> object:
        if inspect.iscoroutinefunction(function):
            return await function()
        return function()


    async def main() -> None:
        await call(lambda: load("a"))
    ```

    ## Use instead
    ```python
    import inspect


    async def load(key: str) -> str:
        return key


    async def call(function) -> object:
        result = function()
        if inspect.isawaitable(result):
            return await result
        return result


    async def main() -> None:
        await call(lambda: load("a"))
    ```

    ## Known limits
    What is tested must be seen in the same file. A class that calls `inspect.markcoroutinefunction` is taken to know.
    """

    code = "ASF906"
    name = "colour-test-fooled"
    default = False
    message = (
        "this says False of {what}, which gives a coroutine when it is called: call it and test the result with "
        "inspect.isawaitable"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Look at what is tested."""
        for fooled in module.ask(ColourChecks).fooled():
            yield self.finding(fooled.node, what=fooled.what)
