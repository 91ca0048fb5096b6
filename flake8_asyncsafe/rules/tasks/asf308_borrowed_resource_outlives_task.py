"""ASF308: borrowed-resource-outlives-task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.tasks.borrowed import BorrowedResources
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class BorrowedResourceOutlivesTask(Rule):
    """A task or thread uses what a `with` block has opened, and the block does not wait for it before it closes.

    ## What it does
    Checks for tasks and threads (`create_task`, `submit`, `Thread.start`, `start_soon` of a group that is not around
    the block) that are started inside a `with` or `async with`, get what it binds - as an argument, as a bound method,
    or in a closure - and are neither awaited nor joined nor cancelled before the block ends. A child of a task group
    around the block is ASF326.

    ## Why is this bad?
    `tokio::spawn` wants `'static`: a task may not borrow from the function that starts it, because it may live longer.
    Python has no such check. The block closes the file, connection or temporary directory when control leaves it, which
    is usually before the task has even begun. Then the task works on a closed object: `ValueError: I/O operation on
    closed file`, a pool connection that somebody else has by now, or a directory that is gone.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    from concurrent.futures import ThreadPoolExecutor

    POOL = ThreadPoolExecutor()


    def count(file) -> int:
        return len(file.read())


    def start(path: str):
        with open(path) as file:
            return POOL.submit(count, file)
    ```

    ## Use instead
    ```python
    from concurrent.futures import ThreadPoolExecutor

    POOL = ThreadPoolExecutor()


    def count(path: str) -> int:
        with open(path) as file:
            return len(file.read())


    def start(path: str):
        return POOL.submit(count, path)
    ```

    Or wait inside the block: `await task`, `future.result()`, a task group within it.

    ## Known limits
    A block that waits for anything after the start, or never ends, is taken to wait for it. Locks, timeouts, scopes and
    executors lend nothing that closes. What is reached through another object is not seen.
    """

    code = "ASF308"
    name = "borrowed-resource-outlives-task"
    message = (
        "this {what} uses `{name}`, which the `with` on line {line} closes without waiting for it: open it in the "
        "{what} itself, or wait for the {what} inside the block"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for what outlives what it uses, outside of task groups."""
        for each in module.ask(BorrowedResources).outlived():
            if not each.group:
                yield self.finding(each.node, what=each.what, name=each.name, line=module.line(each.block.context))
