"""ASF605: task-done-missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.overdone import Overdone
from flake8_asyncsafe.model.channels.task_done import TaskDone
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class TaskDoneMissing(Rule):
    """Somebody joins the queue, and a consumer takes items without calling `task_done()` on every path, or too often.

    ## What it does
    Checks, for queues on which the file calls `join()`, for a `get` from which control reaches the next `get`, or
    leaves the consumer, without `task_done()`: by `continue`, `break`, `return`, or an exception that the consumer
    survives.  And, for all queues, for a `task_done()` that is also reached when the `get` gave nothing: in the
    `finally` of a `try` that has the `get` in it.

    ## Why is this bad?
    `join()` counts: each `put` adds one, each `task_done()` takes one away.  One item that is taken and never accounted
    for is enough, and `join()` waits for ever, long after the work is done.  It is the same as a sender that is never
    dropped: the other side waits for an end that nobody announces.

    One too many is a ValueError, which takes the place of the `Empty` or of the cancellation that is on its way; or, if
    another consumer is still at work, the `join()` returns before that work is done.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/

    ## Example
    ```python
    import queue

    jobs: queue.Queue[str] = queue.Queue()


    def work() -> None:
        while True:
            job = jobs.get()
            if not job:
                continue
            print(job)
            jobs.task_done()


    def finish() -> None:
        jobs.join()
    ```

    ## Use instead
    ```python
    import queue

    jobs: queue.Queue[str] = queue.Queue()


    def work() -> None:
        while True:
            job = jobs.get()
            try:
                if job:
                    print(job)
            finally:
                jobs.task_done()


    def finish() -> None:
        jobs.join()
    ```

    ## Known limits
    A function that returns the item leaves it to its caller, who is not followed.  A `break` on a last item that is
    sent only after the `join()` is right and not reported.
    """

    code = "ASF605"
    name = "task-done-missing"
    message = "{what}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for the gets that are not accounted for, and for what is accounted for without one."""
        if not any(word in module.lowered_source for word in (".task_done", ".join")):
            return
        for use, join in module.ask(TaskDone).missing():
            what = (
                f"an item of `{use.channel.text}` can be taken here without `task_done()` before the next one or the "
                f"end: the `join()` in {join} then waits for ever; call task_done() in a "
                "`finally`"
            )
            yield self.finding(use.call.node, what=what)
        for use, failed in module.ask(Overdone).found():
            line = module.line(failed.get.call.node)
            what = (
                f"this is also reached when the `get` in line {line} {_HOW[failed.how]}: one `task_done()` too many "
                "raises ValueError, or lets `join()` return too early; take the item before the `try`"
            )
            yield self.finding(use.call.node, what=what)


_HOW = {
    "empty": "finds nothing",
    "late": "takes too long",
    "cancelled": "is cancelled",
}
