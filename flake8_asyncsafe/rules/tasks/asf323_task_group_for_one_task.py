"""ASF323: task-group-for-one-task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.tasks.economy import Economy
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class TaskGroupForOneTask(Rule):
    """A task group or nursery has exactly one child and nothing else: await it.

    ## What it does
    Checks for task groups and nurseries in whose block one task is started and nothing else happens.

    ## Why is this bad?
    A group is there to join several.  With one child it waits for that one, as an `await` does, but takes a task, two
    turns of the scheduler, and wraps what the child raises in an exception group: an `except ValueError` around it,
    which worked with the await, does not see the error any more.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import trio


    async def serve() -> None: ...


    async def main() -> None:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(serve)
    ```

    ## Use instead
    ```python
    import trio


    async def serve() -> None: ...


    async def main() -> None:
        await serve()
    ```

    ## Known limits
    A child that is given the group, or anything else of it, may start more, so it is not reported.
    """

    code = "ASF323"
    name = "task-group-for-one-task"
    default = False
    message = (
        "this group has one child and nothing else: await `{child}`, whose exception then comes as it is, "
        "not in a group"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask the model."""
        for item, starts in module.ask(Economy).single():
            children = [module.source(start.node.args[0].value) if start.node.args else "it" for start in starts]
            yield self.finding(item.context, child="` or `".join(children))
