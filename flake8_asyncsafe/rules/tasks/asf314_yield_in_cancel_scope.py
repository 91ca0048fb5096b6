"""ASF314: yield-in-cancel-scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.cancellation.bounds import GROUP, Bounds
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class YieldInCancelScope(Rule):
    """A generator yields inside a task group, nursery, timeout or cancel scope: the scope then covers its consumer.

    ## What it does
    Checks for `yield` inside an open task group, nursery, timeout or cancel scope, in a generator that is neither a
    context manager nor a fixture nor a channel (`as_safe_channel`).  The scope may be one of asyncio, trio or anyio, of
    a library that opens one, or be opened by an `@asynccontextmanager` of the project or by an exit stack.

    ## Why is this bad?
    A scope belongs to a task and ends where its block ends: that is what makes the lifetimes of tasks a tree, as joins
    of futures make them one in Rust.  A generator that yields in the block leaves it without ending it.  From there on
    the code of the consumer runs inside the scope, whether it knows or not.  When the time is up, or when a child task
    fails, the cancellation is thrown into whatever the consumer awaits, and only the generator, which is not running,
    could tell that it was meant for its own work.  If the consumer stops iterating, the scope stays open until the
    garbage collector closes the generator, in another task perhaps, where it cannot be closed (PEP 789).

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio
    from collections.abc import AsyncIterator


    async def read(number: int) -> bytes: ...


    async def pages() -> AsyncIterator[bytes]:
        async with asyncio.timeout(5):
            for number in range(10):
                yield await read(number)
    ```

    ## Use instead
    The scope closes before the value is handed out:

    ```python
    import asyncio
    from collections.abc import AsyncIterator


    async def read(number: int) -> bytes: ...


    async def pages() -> AsyncIterator[bytes]:
        for number in range(10):
            async with asyncio.timeout(5):
                page = await read(number)
            yield page
    ```

    Where a task group has to stay open between values, make it a context manager that gives a channel or a queue
    (`trio.as_safe_channel` does so).

    ## Known limits
    A decorator whose name speaks of a context, fixture or channel is taken to drive the generator.  Helpers of other
    modules that open a scope are not looked into.
    """

    code = "ASF314"
    name = "yield-in-cancel-scope"
    message = (
        "`yield` inside {scope} (line {line}): the consumer runs inside {it} and gets cancellations meant for this "
        "generator; yield outside of the block, or make this a context manager"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report each yield in a scope that the generator has opened."""
        bounds = module.ask(Bounds)
        for function in module.functions:
            if not function.is_generator or function.kind != "function":
                continue
            for op in function.yields:
                found = bounds.around_yield(op)
                if found is None or bounds.is_tamed(function):
                    continue
                item, kind = found
                what = "the task group" if kind == GROUP else "the scope"
                scope = f"`{module.source(item.context)}`"
                yield self.finding(op.node, scope=scope, line=module.line(item.context), it=what)
