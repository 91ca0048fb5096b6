"""ASF902: mixed-colour-table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.dispatch.tables import Tables
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class MixedColourTable(Rule):
    """A table of handlers holds coroutine functions and plain ones, and whoever looks one up calls it in one way.

    ## What it does
    Checks dict, list, tuple and set displays whose entries (or a column of whose rows, `("name", handler)`) are
    callables of both colours, where the code in sight calls what it looks up there: always awaited, or never. Reported
    at the table.

    ## Why is this bad?
    A table of `Box<dyn Fn() -> T>` has one type for all its entries, and a function that returns a future does not fit.
    A Python dict takes both. If the call is awaited, every plain entry runs to its end and then raises
    `TypeError: object ... can't be used in 'await' expression`; if it is not, every `async def` entry does nothing at
    all. Either way only those events, commands or routes are broken that nobody has tried yet.

    ## Drawn from
    *Static vs Dynamic Dispatch in Rust*, https://pluiee.github.io/static-vs-dynamic-dispatch-in-rust/

    ## Example
    ```python
    async def on_open(name: str) -> None: ...


    def on_close(name: str) -> None: ...


    HANDLERS = {"open": on_open, "close": on_close}


    async def dispatch(event: str, name: str) -> None:
        await HANDLERS[event](name)
    ```

    ## Use instead
    ```python
    async def on_open(name: str) -> None: ...


    async def on_close(name: str) -> None: ...


    HANDLERS = {"open": on_open, "close": on_close}


    async def dispatch(event: str, name: str) -> None:
        await HANDLERS[event](name)
    ```

    To take both, look at what came out: `if inspect.isawaitable(result): result = await result`.

    ## Known limits
    The calls must be in the same file. A table whose entries are handed on or returned, or whose users test what they
    got (`isawaitable`, `iscoroutinefunction`, a helper that says *maybe await*), is not reported. Plain functions that
    return an awaitable have the colour of both.
    """

    code = "ASF902"
    name = "mixed-colour-table"
    message = (
        "this table holds both `{odd}` ({wrong}) and `{other}` ({right}), but what is looked up there is {form}: {harm}"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Look at the tables of callables."""
        if not module.coroutines:
            return
        for table in module.ask(Tables).mixed():
            awaited = table.form == "awaited"
            yield self.finding(
                table.node,
                odd=module.source(table.odd),
                other=module.source(table.other),
                wrong="a plain function" if awaited else "a coroutine function",
                right="a coroutine function" if awaited else "a plain function",
                form="always awaited" if awaited else "never awaited",
                harm="the plain one raises TypeError; make all of them `async def`, or await only if awaitable"
                if awaited
                else "the coroutine never runs; make all of them plain, or await what is awaitable",
            )
