"""ASF303: task-not-stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.tasks.dropped import DroppedTasks
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class TaskNotStored(Rule):
    """A task is started and no reference to it kept, so it may vanish before it is done.

    ## What it does
    Checks for `asyncio.create_task`, `asyncio.ensure_future`, `loop.create_task`, and `asyncio.gather` of
    coroutines, whose result is dropped, bound to `_`, or bound to a local name that nothing reads, or is the result
    of a callback that a loop drops (`loop.call_later(5, lambda: create_task(...))`,
    `call_soon_threadsafe(loop.create_task, ...)`); also through a helper that does nothing with the task but return
    it. Whether a name is a loop is known from where it comes from (`get_running_loop()`, an annotation, an
    attribute set in `__init__`); an object of which nothing is known is taken for a loop if it is called `loop` or
    `event_loop`.

    ## Why is this bad?
    In tokio, spawning hands the future over: the executor owns it, and dropping the `JoinHandle` only gives up the
    result.  asyncio reads the same and is not.  Its loop keeps a *weak* set of tasks; what holds a suspended task
    is whatever will wake it up.  If that is itself held by nobody else (a future in a `WeakSet`, a stream whose
    other end is part of the same circle), task and future keep only each other, and the next garbage collection
    removes both.  The coroutine stops in the middle of an `await`, the rest of its body never runs, and the one
    trace is a log line "Task was destroyed but it is pending!".  It depends on when the collector runs, so no test
    sees it.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    async def send_mail(address: str) -> None: ...


    async def register(address: str) -> None:
        asyncio.create_task(send_mail(address))
    ```

    ## Use instead
    ```python
    import asyncio


    async def send_mail(address: str) -> None: ...


    background: set[asyncio.Task[None]] = set()


    async def register(address: str) -> None:
        task = asyncio.create_task(send_mail(address))
        background.add(task)
        task.add_done_callback(background.discard)
    ```

    Or, where the work belongs to a piece of the program that waits for it, a group that holds its children and
    reports their errors:

    ```python
    import asyncio


    async def send_mail(address: str) -> None: ...


    async def register_all(addresses: list[str]) -> None:
        async with asyncio.TaskGroup() as group:
            for address in addresses:
                group.create_task(send_mail(address))
    ```

    ## Known limits
    Any read of the name counts as keeping the task, though a local set lives no longer than its function.  A name
    that is not read is reported even if its function never returns, where the frame itself would hold the task.  A
    `create_task` of an object of unknown type and another name is taken for a group's.  A lambda that returns a task
    to a caller other than a loop, who drops it, is missed.

    ## Fix safety
    The fix keeps the task in a module-level set and discards it when it is done.  It is safe in that the task now
    runs to its end; it may outlive what started it, and its exceptions are still only logged.
    """

    code = "ASF303"
    name = "task-not-stored"
    fixable = True
    message = (
        "nothing keeps the task of `{callee}(...)` and the loop holds it only weakly, so it may be collected before it "
        "is done: {advice}"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Look for tasks that only the loop knows: dropped, bound to a name nobody reads, or given to the loop."""
        for node, callee, grouped in module.ask(DroppedTasks).found():  # a group needs an `async with`
            advice = "store it until it is done" + (", or start it in a TaskGroup" if grouped else "")
            yield self.finding(node, callee=callee, advice=advice)
