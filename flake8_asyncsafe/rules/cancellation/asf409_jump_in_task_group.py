"""ASF409: jump-in-task-group."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.cancellation.group_jumps import GroupJumps
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module

_WORDS: dict[type[cst.CSTNode], str] = {cst.Return: "return", cst.Break: "break", cst.Continue: "continue"}


class JumpInTaskGroup(Rule):
    """A `return`, `break` or `continue` leaves a task group or nursery: it waits for all children first.

    ## What it does
    Checks for `return`, and for `break` and `continue` of a loop outside, in the block of a task group or nursery in
    which a child may have been started by then.  Not if the group was cancelled right before the jump.

    ## Why is this bad?
    A jump looks as if the function were done.  It is not: the end of the block joins every child, as a scope of Rust
    joins its threads, and the jump is made only then.  A `return` on the first result waits for the slowest child, and
    for ever if one of them serves or listens.  If a child fails meanwhile, the value that was to be returned is
    dropped, and an exception group takes its place.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import trio


    async def heartbeat() -> None: ...


    async def answer() -> str: ...


    async def ask() -> str:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(heartbeat)
            return await answer()
    ```

    ## Use instead
    Say what becomes of the children, and return behind the block:

    ```python
    import trio


    async def heartbeat() -> None: ...


    async def answer() -> str: ...


    async def ask() -> str:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(heartbeat)
            result = await answer()
            nursery.cancel_scope.cancel()
        return result
    ```

    ## Known limits
    A jump whose author wants just that, to wait for the children and then go on, is reported too: behind the block it
    says so.  A group that was handed to a helper is taken to have children.
    """

    code = "ASF409"
    name = "jump-in-task-group"
    message = (
        "`{jump}` inside `{group}` (line {line}) waits for its children first, and their failure takes its place: "
        "put it behind the block, or cancel the group before it"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report each jump out of a group with children."""
        for jump, item in module.ask(GroupJumps).all():
            yield self.finding(
                jump.node,
                jump=_WORDS[type(jump.node)],
                group=module.source(item.context),
                line=module.line(item.context),
            )
