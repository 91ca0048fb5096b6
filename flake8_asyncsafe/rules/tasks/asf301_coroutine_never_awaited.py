"""ASF301: coroutine-never-awaited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.tasks.expected import expects_failure, has_two_forms
from flake8_asyncsafe.model.tasks.skipped import SkippedAwaits
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class CoroutineNeverAwaited(Rule):
    """A coroutine is made and dropped, so its body never runs.

    ## What it does
    Checks for calls of coroutine functions whose result is dropped: as a statement of its own (also `ready and
    save()`, `[save(x) for x in xs]`), or bound to a local name that nothing reads, be it only where a branch
    is not taken or the function returns early.  It knows local functions, methods (inherited ones and `super()` too),
    those of other modules of the project, plain functions that return a coroutine, and the awaitable parts of asyncio,
    trio and anyio, such as `sleep`, `queue.put`, `writer.drain` and `event.wait`.

    ## Why is this bad?
    A Rust future is inert: calling an async function runs none of its body, and nothing happens until somebody
    polls what it returned.  Python's coroutines are the same.  `save()` builds a plain value that holds the
    arguments and a position before the first line; only `await`, or a task that the loop drives, moves it on.
    Where Rust's compiler warns of a future that is not used, Python says "was never awaited" when the object is
    collected: at some later time, on stderr, with an exit code of 0.  The data is not saved, and no exception tells
    the caller.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    async def save(row: dict[str, str]) -> None: ...


    async def handler(row: dict[str, str]) -> str:
        save(row)
        return "saved"
    ```

    ## Use instead
    ```python
    async def save(row: dict[str, str]) -> None: ...


    async def handler(row: dict[str, str]) -> str:
        await save(row)
        return "saved"
    ```

    If the caller must not wait, make it a task and keep that task (ASF303).  A plain function cannot await: make it
    a coroutine, or start the loop there with `asyncio.run(save(row))`.

    ## Known limits
    A coroutine that is handed to an unknown function, returned, yielded or stored in an attribute or container
    counts as taken care of.  A name that is bound in a branch and read on one path only, or rebound before it is
    read, is not reported, nor what an exception or a loop without turns passes by.  Unknown decorators may turn a
    coroutine function into a plain one: what they decorate is unknown.  Async locks' `acquire()` belongs to ASF205.  A
    call inside `with pytest.raises(...)` is not reported: the test would fail if the
    call did not raise.

    ## Fix safety
    The fix inserts `await` where the call stands directly in a coroutine.  It is unsafe: the body runs from then
    on, which is what the code says and not what the program did; it may suspend there, and its exceptions reach the
    caller.
    """

    code = "ASF301"
    name = "coroutine-never-awaited"
    fixable = True
    message = "`{made}` only makes a coroutine object; nothing drives it{where}, so its body never runs: {instead}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Look for coroutine objects that are dropped, or bound to a local that nothing reads."""
        for function in module.functions:
            for node, op in module.colour.made(function):
                skipped = None
                if not module.colour.is_dropped(node):
                    skipped = module.ask(SkippedAwaits).read_on_other_ways(node)
                    if skipped is None:
                        continue
                if module.colour.is_async_acquire(op):
                    continue  # an un-awaited acquire is ASF205's
                if expects_failure(op) or has_two_forms(op, module):
                    continue  # what the call itself raises is tested; or it only gives a coroutine in another case
                instead = "await it" if function.is_async else "await it in a coroutine, or run it with a loop"
                made = f"{module.source(node.func)}(...)" if isinstance(node, cst.Call) else module.source(node)
                where = (
                    f" on a way that does not come to line {module.line(skipped.node)}" if skipped is not None else ""
                )
                yield self.finding(node, made=made, where=where, instead=instead)
