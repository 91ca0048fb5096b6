"""ASF309: awaitable-returned-from-block."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.ops import Try, With
from flake8_asyncsafe.model.tasks.closed_blocks import ClosedBlocks
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class AwaitableReturnedFromBlock(Rule):
    """A coroutine is returned un-awaited from inside a block that should have covered it.

    ## What it does
    Checks for `return fetch()`, without `await`, inside a `with`, an `async with`, or a `try` (its `else` and
    handlers too, if there is a `finally`), where the returned value certainly is a coroutine object (also one that a
    function of another module made), or a request of `aiohttp`, which does nothing before it is awaited either.

    ## Why is this bad?
    A Rust future borrows what its body uses, and the compiler refuses to let it leave the block in which that lives.
    A Python coroutine is as lazy and borrows nothing.  `return fetch()` runs no line of `fetch`: it hands the caller
    an object whose body starts at the caller's `await`, and by then the block is over.  The lock is free again, the
    session and the transaction are closed, the timer has measured nothing, `finally` has cleaned up under work that
    was still to come, and the `except` that should turn a failure into an answer never sees it.  The code looks
    right, and the traceback does not even mention the function that made the mistake.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio

    lock = asyncio.Lock()


    async def withdraw(amount: int) -> int:
        return amount


    async def withdraw_alone(amount: int) -> int:
        async with lock:
            return withdraw(amount)
    ```

    ## Use instead
    ```python
    import asyncio

    lock = asyncio.Lock()


    async def withdraw(amount: int) -> int:
        return amount


    async def withdraw_alone(amount: int) -> int:
        async with lock:
            return await withdraw(amount)
    ```

    A plain function must become `async def` for that.  If the block was not meant for the coroutine, return it after
    the block.

    ## Known limits
    A plain function may hand out coroutines, and its block may be there for what it does before the return.  So
    there the block must lend the coroutine what it closes (`with connect() as c: return c.load()`) or hold nothing
    else that a `try` or a lock could be for; `with` blocks that bind no name only must not have computed what the
    coroutine is given.  The same holds for a coroutine function that says so (`-> Awaitable[T]`) or whose callers
    await twice.  Tasks and futures run already and are not reported, though they leave the block as well.  A
    `return` in a handler or `else` of a `try` without `finally` is right.

    ## Fix safety
    The fix inserts `await` if the function is a coroutine function.  It is unsafe: the callers get the result and no
    longer a coroutine, exceptions meet the handlers around the return, and what the block holds is held for longer.
    """

    code = "ASF309"
    name = "awaitable-returned-from-block"
    fixable = True
    message = "`{made}` is not run here, only made: it starts when the caller awaits it, {when}: {instead}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Look at every coroutine that is returned from inside a block."""
        for leftover in module.ask(ClosedBlocks).leftovers():
            node = leftover.node
            made = f"{module.source(node.func)}(...)" if isinstance(node, cst.Call) else module.source(node)
            instead = (
                "await it in the block"
                if leftover.op.function.is_async
                else ("make this a coroutine function and await it in the block, or return it after the block")
            )
            yield self.finding(node, made=made, when=_when(module, leftover.block), instead=instead)


def _when(module: Module, block: With | Try) -> str:
    if isinstance(block, With):
        word = "async with" if block.is_async else "with"
        return f"after `{word} {module.source(block.context)}` has been left"
    if block.final is not None:
        return "after the `finally` of this `try` has run"
    return "where the handlers of this `try` no longer see its exceptions"
