"""ASF414: delayed-timeout-entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.cancellation.deadlines import Deadlines
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class DelayedTimeoutEntry(Rule):
    """A timeout whose clock starts when it is made is entered only later.

    ## What it does
    Checks for `anyio.move_on_after` and `asyncio.timeout` whose scope is kept in a variable or attribute and entered
    after something else has run.

    ## Why is this bad?
    A future of Rust does nothing before it is polled, and one is used to the same from a context manager: it begins
    where its block begins.  `anyio.move_on_after(5)` and `asyncio.timeout(5)` have computed their deadline when the
    call returns.  What happens until the `with` counts against it, so the block gets less time than it says, or none:
    it is then cancelled at its first `await`, for work that it has not done.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import anyio


    async def connect() -> None: ...


    async def greet() -> None: ...


    async def session() -> None:
        limit = anyio.move_on_after(5)
        await connect()
        with limit:
            await greet()
    ```

    ## Use instead
    ```python
    import anyio


    async def connect() -> None: ...


    async def greet() -> None: ...


    async def session() -> None:
        await connect()
        with anyio.move_on_after(5):
            await greet()
    ```

    ## Known limits
    anyio 5 may start the clock on entry; the installed version is not looked up.  trio does so since 0.27, and is not
    reported.  `anyio.fail_after` starts on entry.  A scope that is entered in the next statement is not reported, nor
    is one that another function gets as an argument.
    """

    code = "ASF414"
    name = "delayed-timeout-entry"
    message = (
        "the clock of `{scope}` starts here, but line {line} enters it after other work: that work eats up its time; "
        "make it in the `with` itself"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report each timeout that is made too early."""
        for made, item in module.ask(Deadlines).early():
            yield self.finding(made, scope=module.source(made), line=module.line(item.context))
