"""ASF606: emptiness-check-then-get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.emptiness import Emptiness
from flake8_asyncsafe.model.channels.identity import Channels
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class EmptinessCheckThenGet(Rule):
    """`if not queue.empty(): queue.get()` with more than one consumer.

    ## What it does
    Checks for a `get` that is done because of `empty()` or `qsize()`, and a `put` because of `full()` or `qsize()`,
    where several threads, processes or tasks do the same to the queue.  With an asyncio queue only if there is a
    suspension point in between.

    ## Why is this bad?
    The answer is old when it arrives.  Between the look and the `get` another consumer takes the last item, and then
    `get()` waits for ever and `get_nowait()` raises.  A queue does both in one step; ask for the item, not whether
    there is one.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/

    ## Example
    ```python
    import queue
    import threading

    jobs: queue.Queue[str] = queue.Queue()


    def work() -> None:
        while not jobs.empty():
            print(jobs.get())


    def start() -> None:
        for _ in range(4):
            threading.Thread(target=work).start()
    ```

    ## Use instead
    ```python
    import queue
    import threading

    jobs: queue.Queue[str] = queue.Queue()


    def work() -> None:
        while True:
            try:
                job = jobs.get_nowait()
            except queue.Empty:
                return
            print(job)


    def start() -> None:
        for _ in range(4):
            threading.Thread(target=work).start()
    ```

    ## Known limits
    That there are several has to be seen in the file: a function started twice or in a loop, or two functions of which
    one is started.  Under a lock nothing is reported.
    """

    code = "ASF606"
    name = "emptiness-check-then-get"
    message = (
        "`{queue}.{test}()` (line {line}) may be untrue by the time of this `{method}`: others do the same to the "
        "queue, so it {harm}; do not ask first, and catch `{error}`"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for what is done because of an old answer."""
        if any(word in module.lowered_source for word in ("empty", "full", "qsize")):
            for test, use in module.ask(Emptiness).stale():
                taking = use.method.startswith("get")
                error = (
                    ("QueueEmpty" if taking else "QueueFull")
                    if use.channel.is_async
                    else ("Empty" if taking else "Full")
                )
                waits = not use.method.endswith("_nowait") and module.ask(Channels).is_endless(use)
                yield self.finding(
                    use.call.node,
                    queue=use.channel.text,
                    test=test.method,
                    line=module.line(test.call.node),
                    method=use.method,
                    harm="may wait for ever" if waits else "raises",
                    error=error,
                )
