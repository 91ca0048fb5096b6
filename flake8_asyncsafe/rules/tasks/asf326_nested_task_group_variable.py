"""ASF326: nested-task-group-variable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.tasks.borrowed import BorrowedResources
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class NestedTaskGroupVariable(Rule):
    """A child of a task group uses what a context manager inside the group has opened, which closes first.

    ## What it does
    Checks for tasks started in a task group or nursery that get the variable of a `with` or `async with` which was
    opened inside that group, and are not awaited before that block ends.

    ## Why is this bad?
    Scoped threads in Rust may borrow from outside of their scope, never from inside it: what is opened within would
    be gone before the scope has joined them. A task group waits for its children at its own end. The context manager
    inside ends before that, while they are still running, and closes the connection or file under their hands.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import anyio


    async def copy(file) -> None:
        await file.read()


    async def main() -> None:
        async with anyio.create_task_group() as tasks:
            async with await anyio.open_file("a") as file:
                tasks.start_soon(copy, file)
    ```

    ## Use instead
    ```python
    import anyio


    async def copy(file) -> None:
        await file.read()


    async def main() -> None:
        async with await anyio.open_file("a") as file:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(copy, file)
    ```

    ## Known limits
    As for ASF308: a block that waits for anything after the start is taken to wait for the child.
    """

    code = "ASF326"
    name = "nested-task-group-variable"
    message = (
        "this child of `{group}` uses `{name}`, which the `with` on line {line} inside the group closes "
        "before the group "
        "waits for its children: open it outside of the group, or in the child"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for children of groups that outlive what they use."""
        for each in module.ask(BorrowedResources).outlived():
            if each.group:
                line = module.line(each.block.context)
                yield self.finding(each.node, group=each.group, name=each.name, line=line)
