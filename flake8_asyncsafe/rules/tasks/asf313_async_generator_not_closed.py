"""ASF313: async-generator-not-closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.tasks.unclosed import Unclosed
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class AsyncGeneratorNotClosed(Rule):
    """An `async for` over an async generator is left early, and nobody closes the generator.

    ## What it does
    Checks for `break`, `return` and `raise` in an `async for` over an async generator that is neither entered by
    `aclosing` nor closed by `aclose()`.

    ## Why is this bad?
    A value of Rust is dropped where its scope ends.  An async generator that is left in the middle stays suspended
    inside of its `try` and `with` blocks: to close it takes an `await`, which a destructor cannot do.  The garbage
    collector hands it to the loop some time later, where it is closed in a task of its own, in no order with what
    follows, and without the context and scopes in which it was opened.  Until then its file, connection or lock is
    held.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    from collections.abc import AsyncIterator


    async def lines() -> AsyncIterator[str]:
        try:
            yield "first"
            yield "second"
        finally:
            print("closed")


    async def first() -> str | None:
        async for line in lines():
            return line
        return None
    ```

    ## Use instead
    ```python
    from collections.abc import AsyncIterator
    from contextlib import aclosing


    async def lines() -> AsyncIterator[str]:
        try:
            yield "first"
            yield "second"
        finally:
            print("closed")


    async def first() -> str | None:
        async with aclosing(lines()) as found:
            async for line in found:
                return line
        return None
    ```

    ## Known limits
    Objects with an `__aiter__` of their own are not looked at, and an exception out of a call in the body is no way out
    here.
    """

    code = "ASF313"
    name = "async-generator-not-closed"
    default = False
    message = (
        "left by `{out}` in line {line}, this generator stays suspended until the garbage collector finds it: "
        "`async with aclosing(...)` closes it"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask the model."""
        for _, node, out in module.ask(Unclosed).left():
            word = {cst.Break: "break", cst.Return: "return"}.get(type(out.node), "raise")
            yield self.finding(node.iter, out=word, line=module.line(out.node))
