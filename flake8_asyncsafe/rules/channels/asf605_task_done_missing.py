"""ASF605: task-done-missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.tallies import Tallies
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class TaskDoneMissing(Rule):
    """A way from `queue.get()` to the next one, or out, without `task_done()`, while somebody joins the queue.

    ## What it does
    Checks consumers of a queue on which `join()` is called: each path from a `get` to the next `get` or to the end of
    the function (by `continue`, `break`, `return`, or an exception that a handler takes) has to pass a `task_done()`.

    ## Why is this bad?
    `join()` waits until as many items are reported done as were put in.  One item that is taken and not reported keeps
    the count above zero for ever: the producer hangs in `join()`, although every worker is idle and the queue is empty.
    The path that skips the report is the rare one, the malformed item or the exception.  Rust's channels have no such
    counter: the sender learns from the drop of the receiver, on whatever path it goes.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/ (how each
    side learns that the other is done)

    ## Example
    ```python
    import queue

    jobs: "queue.Queue[str]" = queue.Queue()


    def worker() -> None:
        while True:
            job = jobs.get()
            if not job:
                continue
            print(job)
            jobs.task_done()


    def wait_until_done() -> None:
        jobs.join()
    ```

    ## Use instead
    ```python
    import queue

    jobs: "queue.Queue[str]" = queue.Queue()


    def worker() -> None:
        while True:
            job = jobs.get()
            try:
                if not job:
                    continue
                print(job)
            finally:
                jobs.task_done()


    def wait_until_done() -> None:
        jobs.join()
    ```

    ## Known limits
    Only consumers that call `task_done()` somewhere are looked at, and only queues whose `join()` is in the same
    module.  An exception that ends the worker itself is not reported, nor is what a worker does about its own
    cancellation.
    """

    code = "ASF605"
    name = "task-done-missing"
    message = (
        "not every way from this `get` reports the item with `{queue}.task_done()`, and line {join} waits for that "
        "in `join()`: it hangs when this way is taken; call it in a `finally`"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the items that are not reported on every way."""
        tallies = module.ask(Tallies)
        for use in tallies.lost():
            queue = module.called_text(use.call.node).rpartition(".")[0]
            yield self.finding(use.call.node, queue=queue, join=module.line(tallies.join_of(use).call.node))
