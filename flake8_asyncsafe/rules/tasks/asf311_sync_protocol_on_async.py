"""ASF311: sync-protocol-on-async."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.protocols.mismatches import Mismatches
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class SyncProtocolOnAsync(Rule):
    """A plain `with` or `for` is used on an async object, or the async form on a plain one.

    ## What it does
    Checks for `with` on what is only an async context manager (`@asynccontextmanager`, `ClientSession`, a class that
    has `__aenter__` and no `__enter__`), `for` on async generators and iterators (also comprehensions, `yield from`,
    `*`, `list()`, `zip()`), and for `async with` and `async for` on objects that support only the plain form.  Also
    for `async with` and `async for` on a coroutine object: the `await` that would give the session or the list is
    missing.

    ## Why is this bad?
    An async `next` may answer "not ready yet", and an async clean-up may have to wait.  In Rust such an iterator is a
    `Stream` and no `Iterator`; a `for` loop over one does not compile, because it has nowhere to wait in.  Python keeps
    the two apart as well, by the names of the methods: `for` looks for `__iter__` and never for `__aiter__`.  But it
    looks when the statement runs, so the mistake is a `TypeError` (before 3.11: an `AttributeError: __enter__`) on the
    path that no test took.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    from collections.abc import AsyncIterator


    async def pages() -> AsyncIterator[str]:
        yield "first"


    async def titles() -> list[str]:
        return [page.title() for page in pages()]
    ```

    ## Use instead
    ```python
    from collections.abc import AsyncIterator


    async def pages() -> AsyncIterator[str]:
        yield "first"


    async def titles() -> list[str]:
        return [page.title() async for page in pages()]
    ```

    ## Known limits
    Silent where some part of a class is hidden (unknown bases, metaclasses, unknown decorators), where only the
    annotation of a function's result speaks, and where the code asks first (`hasattr(x, "__aiter__")`).  Locks belong
    to ASF205, a coroutine object in a plain `for` to ASF302.

    ## Fix safety
    The fix writes the other form of the statement, inside of a coroutine, or inserts the missing `await`.  It is
    unsafe: the code runs where it raised before, and the async form is a place where other tasks run.
    """

    code = "ASF311"
    name = "sync-protocol-on-async"
    fixable = True
    message = "`{used}` {supports}, so `{construct}` raises TypeError here: {instead}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Compare each with and each iteration with what its object supports."""
        for found in module.ask(Mismatches).find():
            yield self.finding(
                found.node,
                used=module.source(found.node),
                supports=found.supports,
                construct=found.construct,
                instead=found.instead,
            )
