"""ASF807: mutated-after-send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.aliasing.sends import Sends
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module

_HOW = {
    "queue": "put on a queue",
    "task": "given to a task",
    "thread": "given to a thread",
}


class MutatedAfterSend(Rule):
    """An object is changed by the function that put it on a queue or gave it to a task or thread.

    ## What it does
    Checks for a list, dict, set or another object that is put on a queue or channel, or passed to a task, thread or
    executor, and that the same function then changes through the same name: a buffer that is cleared after it was sent,
    a dict that is filled anew in each turn of a loop. Reported at the change.

    ## Why is this bad?
    Sending moves: a Rust sender cannot even name the value any more. A Python queue passes a reference, so sender and
    receiver hold one object. What the receiver finds depends on when it looks: the batch is empty because it was
    cleared, all ten rows are the last one, a dict changes size while it is iterated. On a fast machine with an idle
    consumer everything looks right.

    ## Drawn from
    *Aliasing, Mutability, Containers and Pointers*,
    https://pluiee.github.io/aliasing-mutability-containers-and-pointers/

    ## Example
    ```python
    import asyncio


    async def collect(source, queue: asyncio.Queue[list[str]]) -> None:
        batch: list[str] = []
        async for line in source:
            batch.append(line)
            if len(batch) == 100:
                await queue.put(batch)
                batch.clear()
    ```

    ## Use instead
    ```python
    import asyncio


    async def collect(source, queue: asyncio.Queue[list[str]]) -> None:
        batch: list[str] = []
        async for line in source:
            batch.append(line)
            if len(batch) == 100:
                await queue.put(batch)
                batch = []
    ```

    Or send a copy: `queue.put(list(batch))`.

    ## Known limits
    One report for each send. Changes by functions that are called are not seen, nor are sends of an object inside an
    object of a class. What happens after the receiver was waited for (`await task`, `thread.join()`, the end of the
    group or pool, `queue.join()`), under a lock, or for a task after a pause in which it may have run, is not reported
    (but it is where a coroutine function in sight reads what it is given once, after a pause of its own, to send it).
    Process queues and pools copy, but only later, in a thread: queues of processes are treated like others.
    """

    code = "ASF807"
    name = "mutated-after-send"
    message = (
        "`{change}` changes `{path}`, which was {how} on line {line} and is still in use there: the receiver sees the "
        "change, or half of it; send a copy, or make a new object for each send"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for changes of what has been sent."""
        for late in module.ask(Sends).late_changes():
            yield self.finding(
                late.node,
                change=module.source(late.node),
                path=late.path,
                how=_HOW[late.sent.how],
                line=module.line(late.sent.op.node),
            )
