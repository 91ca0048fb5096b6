"""ASF418: started-contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.tasks.startable import Startable
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class StartedContract(Rule):
    """A function with a `task_status` never calls `started()`, or is started without waiting for that call.

    ## What it does
    Checks, for trio and anyio, for coroutine functions that take a `task_status`, call `started()` on no path and hand
    it to nobody; and for `start_soon` of such a function in `__aenter__`, or before the `yield` of an
    `@asynccontextmanager`.

    ## Why is this bad?
    To spawn is not to run: the child gets its first turn some time later.  `await nursery.start(f)` is the way to wait
    until it is ready, by a promise that both sides must keep.  A child that never says `started()` makes the parent
    wait until the child ends, and then fail: "child exited without calling task_status.started()".  And a way in that
    uses `start_soon` does not wait: the block begins while nobody listens yet, so the first connection is refused, or
    is not, as the scheduler likes.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import trio


    async def bind() -> None: ...


    async def serve(*, task_status: trio.TaskStatus[None] = trio.TASK_STATUS_IGNORED) -> None:
        await bind()
        await trio.sleep_forever()
    ```

    ## Use instead
    ```python
    import trio


    async def bind() -> None: ...


    async def serve(*, task_status: trio.TaskStatus[None] = trio.TASK_STATUS_IGNORED) -> None:
        await bind()
        task_status.started()
        await trio.sleep_forever()
    ```

    ## Known limits
    One path with `started()` is enough: whether the others call it is not asked.  Declarations (abstract methods,
    protocols, bodies that do nothing or only raise) are not reported.
    """

    code = "ASF418"
    name = "started-contract"
    message = "{what}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Report both halves of the contract."""
        found = module.ask(Startable)
        for function, name in found.mute():
            yield self.finding(
                function.node,
                what=f"`{function.name}` takes `{name}` but never calls `{name}.started()`: `start()` of it waits "
                "until it ends and then fails; call it when the task is ready, or drop the parameter",
            )
        for call, given in found.rushed():
            text = module.source(given)
            yield self.finding(
                call.node,
                what=f"`start_soon` does not wait until `{text}` is ready, so the block may begin before: "
                f"use `await ....start({text})`",
            )
