"""ASF404: jump-in-finally."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module

from flake8_asyncsafe.model.cancellation.final_jumps import FinalJumps

_WORDS: dict[type[cst.CSTNode], str] = {cst.Return: "return", cst.Break: "break", cst.Continue: "continue"}


class JumpInFinally(Rule):
    """A `return`, `break` or `continue` in a `finally` of a coroutine drops the cancellation on its way through.

    ## What it does
    Checks for `return`, and for `break` and `continue` of a loop outside, in the `finally` of a coroutine or an async
    generator.

    ## Why is this bad?
    A future of Rust that is dropped can do nothing about it: its destructors run, and that is the end.  In Python the
    end of a cancelled task is an exception that travels up through every `finally` on its way, and each of them hands
    it on when it has run to its last line.  One that leaves by a jump instead does not hand it on.  Nothing in the
    source says so: there is no `except`, and the line reads like the way a clean-up ends.  The task that was told to
    stop returns a value or starts the next round; a timeout around it does not fire, a task group waits on.  All other
    exceptions of the block are dropped the same way, so an error looks like a result.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    async def collect(queue: asyncio.Queue[str]) -> list[str]:
        lines: list[str] = []
        try:
            while True:
                lines.append(await queue.get())
        finally:
            print(len(lines), "lines")
            return lines
    ```

    ## Use instead
    ```python
    import asyncio


    async def collect(queue: asyncio.Queue[str]) -> list[str]:
        lines: list[str] = []
        try:
            while line := await queue.get():
                lines.append(line)
        finally:
            print(len(lines), "lines")
        return lines
    ```

    Behind the `finally` the jump is made only if nothing was raised.  Where an exception is to be kept, an `except`
    that names it says which.

    ## Known limits
    A `finally` whose `try` has no `await` is reported as well: no cancellation passes there, but every other exception
    that does is lost (Python 3.14 warns of such jumps everywhere, PEP 765).  A jump that is made only if nothing was
    raised (`if done: return`, where the last line of the `try` sets `done`) is reported although it drops nothing.
    Where a bare `except` or `except BaseException` has kept all exceptions before, nothing is left to be dropped;
    that is ASF401.
    """

    code = "ASF404"
    name = "jump-in-finally"
    message = "`{jump}` in `finally` drops {what}, so {harm}: put it behind the `finally`"

    def check(self, module: Module) -> Iterator[Finding]:
        """Report each jump out of a finally."""
        for found in module.ask(FinalJumps).all():
            jump = _WORDS[type(found.op.node)]
            if found.points:
                line = module.line(found.points[0].node)
                what = f"the cancellation raised at the await in line {line}, and every other exception"
                ends = isinstance(found.op.node, cst.Return)
                harm = "the task ends as if all were well" if ends else "the task goes on though it was told to stop"
            else:
                what, harm = "whatever exception is on its way", "a failure looks like success"
            yield self.finding(found.op.node, jump=jump, what=what, harm=harm)
