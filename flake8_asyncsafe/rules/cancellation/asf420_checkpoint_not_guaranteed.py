"""ASF420: checkpoint-not-guaranteed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.cancellation.checkpoints import Checkpoints
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.cancellation.checkpoints import Unchecked
    from flake8_asyncsafe.model.module import Module


class CheckpointNotGuaranteed(Rule):
    """A way through a coroutine of trio or anyio meets no checkpoint: an exit, a `yield`, a loop or a cancel scope.

    ## What it does
    Follows all ways through the coroutines of trio and anyio and reports

    - a `return`, or the end of the function (at its `def`), that control may get to without a checkpoint since the
      function was entered, or since the last `yield`;
    - a `yield` of an async generator that it may get to so;
    - a `while True` that may take a whole turn so;
    - a timeout or cancel scope whose block it may go through so.

    ## Why is this bad?
    A future of Rust may be ready at once, and whoever polls only such futures never gives the executor its turn.  A
    coroutine that returns without a checkpoint is such a future.  Its caller has written `await` and counts on two
    things: that other tasks run meanwhile, and that a cancellation or a timeout gets in there.  On the way that was
    not thought of (the cache hit, the empty list) neither happens.  A loop around it starves everything else, though
    there is an `await` in it; a timeout around it never fires.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import trio


    async def lookup(cache: dict[str, str], name: str) -> str:
        if name in cache:
            return cache[name]
        await trio.sleep(0.1)
        return name
    ```

    ## Use instead
    ```python
    import trio


    async def lookup(cache: dict[str, str], name: str) -> str:
        if name in cache:
            await trio.lowlevel.checkpoint()
            return cache[name]
        await trio.sleep(0.1)
        return name
    ```

    ## Known limits
    Every `await`, `async with` and `async for` that completes counts as a checkpoint: trio promises it for its own, and
    a coroutine that breaks the promise is reported where it is defined.  One that raises does not count, so a handler
    may be where the checkpoint is missing.  A task group counts where it is left, not where it is entered.
    `__aenter__` and `__aexit__` keep the promise if one of them does.  Bodies of `...` or `pass`, abstract methods,
    overloads, fixtures, and generators behind `@asynccontextmanager` are left out.  Tests are not compared: `if ready:`
    twice makes four ways.  A scope without any suspension point is ASF406, and a loop that never yields is ASF111 as
    well.  It is a convention that much good code does not follow, so the rule is off by default.
    """

    code = "ASF420"
    name = "checkpoint-not-guaranteed"
    default = False
    message = "{what} without a checkpoint{since}: {harm}; add `await {library}.lowlevel.checkpoint()` on that way"

    def check(self, module: Module) -> Iterator[Finding]:
        """Report what the model finds, in words."""
        for found in module.ask(Checkpoints).missing():
            library = "anyio" if "anyio" in module.evaluator.imported else "trio"
            what, harm = _words(found)
            since = f" since the `yield` in line {module.line(found.since.node)}" if found.since is not None else ""
            yield self.finding(found.node, what=what, since=since, harm=harm, library=library)


def _words(found: Unchecked) -> tuple[str, str]:
    """(what may happen, what comes of it)."""
    if found.kind == "loop":
        return "this loop may take a turn", "no other task runs, and it cannot be cancelled"
    if found.kind == "scope":
        return "control may go through this scope", "it cannot end its block then"
    if found.kind == "yield":
        return "this `yield` may be reached", "the loop that asks for items cannot be cancelled, and starves others"
    name = found.node.name.value if isinstance(found.node, cst.FunctionDef) else ""
    what = f"the end of `{name}` may be reached" if found.kind == "end" else "this `return` may be reached"
    return what, "who awaits the coroutine cannot be cancelled there, and no other task runs"
