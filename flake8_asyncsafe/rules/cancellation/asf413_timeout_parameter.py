"""ASF413: timeout-parameter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.tasks.needless import Needless
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class TimeoutParameter(Rule):
    """A coroutine function takes a `timeout`; a scope around the call limits all of it, and composes.

    ## What it does
    Checks for parameters called `timeout` of coroutine functions, also where they go straight into a scope of the
    library: the caller could open that scope.  Not where the signature is not the author's own (overrides, abstract
    methods, protocols, methods of classes with bases from elsewhere).

    ## Why is this bad?
    A timeout that is handed down counts anew at each step: three steps of one second take three seconds, and a retry
    takes as many again.  Cancellation is what an executor offers instead.  The caller opens one scope around whatever
    it wants to limit, and the clock of that scope covers everything in it, whatever it calls.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    async def step(timeout: float) -> None:
        await asyncio.sleep(timeout / 2)


    async def all_steps(timeout: float) -> None:
        for _ in range(3):
            await step(timeout)
    ```

    ## Use instead
    ```python
    import asyncio


    async def step() -> None:
        await asyncio.sleep(0.5)


    async def all_steps() -> None:
        for _ in range(3):
            await step()


    async def main() -> None:
        async with asyncio.timeout(1):
            await all_steps()
    ```

    ## Known limits
    Libraries that promise such a parameter have good reasons to keep it.  Other names (`timeout_seconds`) are not
    known.
    """

    code = "ASF413"
    name = "timeout-parameter"
    default = False
    message = (
        "`{function}` takes a timeout, which counts anew at each step that gets it: let the caller limit the whole by "
        "{scope}"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask the model."""
        scopes = {"trio": "trio.fail_after", "anyio": "anyio.fail_after"}
        for function in module.ask(Needless).timeouts():
            yield self.finding(
                function.node, function=function.name, scope=f"`{scopes.get(module.library, 'asyncio.timeout')}(...)`"
            )
