"""ASF609: receiver-never-ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.receivers import Receivers
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class ReceiverNeverEnds(Rule):
    """A worker waits for the next item for ever, and the program cannot exit.

    ## What it does
    Checks for loops around `get()` of a queue, or `recv()` of a pipe, without a timeout, that run in a non-daemon
    thread or process and have no way out: no last item that ends them, no shutdown of the queue, no `EOFError` of the
    pipe.

    ## Why is this bad?
    This is the dangling receiver: all senders are gone, and it waits for one of them to speak.  A Rust channel counts
    its senders and tells the receiver when the last one is dropped; Python's queues do not know who may still send.
    The interpreter joins its threads before it exits, so one such worker keeps the program alive for ever.  A flag in
    the loop's test does not help: the worker looks at it only after the next item, which never comes.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/

    ## Example
    ```python
    import queue
    import threading

    jobs: queue.Queue[str] = queue.Queue()


    def work() -> None:
        while True:
            print(jobs.get())


    def start() -> None:
        threading.Thread(target=work).start()
    ```

    ## Use instead
    ```python
    import queue
    import threading

    jobs: queue.Queue[str | None] = queue.Queue()


    def work() -> None:
        while (job := jobs.get()) is not None:
            print(job)


    def start() -> None:
        threading.Thread(target=work).start()


    def stop() -> None:
        jobs.put(None)
    ```

    From Python 3.13 on, `jobs.shutdown()` ends all of them.

    ## Known limits
    Whether an item that would end the worker is ever sent is checked only of a queue that nobody else can reach: a
    private attribute, or a variable that only workers in the file are given.  If anything in the file is made a daemon
    by assignment, no thread of the file is reported.
    """

    code = "ASF609"
    name = "receiver-never-ends"
    message = (
        "this {kind} waits in `{queue}.{method}()` for ever once nothing is sent any more, and the program cannot "
        "exit{way}; send a last item that ends the loop, shut the queue down, or make it a daemon"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for the receivers without an end."""
        if any(word in module.lowered_source for word in (".get", ".recv")):
            for use, kind, way in module.ask(Receivers).endless():
                yield self.finding(
                    use.call.node, kind=kind, queue=use.channel.text, method=use.method, way=_WAYS.get(way, "")
                )


_WAYS = {
    "flag": " (it sees its flag only after the next item)",
    "item": " (nobody sends the last item that it looks out for)",
}
