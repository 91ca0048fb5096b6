"""ASF606: emptiness-check-then-get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.emptiness import Emptiness
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class EmptinessCheckThenGet(Rule):
    """`if not queue.empty(): queue.get()` where somebody else takes from the queue too.

    ## What it does
    Checks for a `get` that rests on `empty()` or `qsize()`, and a `put` that rests on `full()` or `qsize()`, while
    another thread, process or task may do the same in between.  On an asyncio queue that takes a suspension point
    between the two.

    ## Why is this bad?
    What the queue answered was true when it was asked.  By the time the item is taken another consumer may have it, and
    then `get()` waits for one that does not come, and `get_nowait()` raises.  A channel that can be asked and used in
    one step does not have the gap: Rust's `try_recv` gives the item or says that there is none.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/ (look and
    take under one lock)

    ## Example
    ```python
    import queue
    import threading

    jobs: "queue.Queue[int]" = queue.Queue()


    def worker() -> None:
        while not jobs.empty():
            print(jobs.get())


    def main() -> None:
        workers = [threading.Thread(target=worker) for _ in range(4)]
        for each in workers:
            each.start()
        for each in workers:
            each.join()
    ```

    ## Use instead
    ```python
    import queue
    import threading

    jobs: "queue.Queue[int]" = queue.Queue()


    def worker() -> None:
        while True:
            try:
                job = jobs.get_nowait()
            except queue.Empty:
                return
            print(job)


    def main() -> None:
        workers = [threading.Thread(target=worker) for _ in range(4)]
        for each in workers:
            each.start()
        for each in workers:
            each.join()
    ```

    ## Known limits
    Not reported where the refusal is handled (`except queue.Empty`), where all who take hold one lock, nor where only
    one consumer is seen: a single one cannot be overtaken.
    """

    code = "ASF606"
    name = "emptiness-check-then-get"
    message = (
        "`{queue}` may have changed since `{question}` (line {line}): {who} takes from or fills it too, so this "
        "{harm}; try it and handle the refusal"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report what rests on an answer that others can make false."""
        for use, question in module.ask(Emptiness).stale():
            queue = module.called_text(use.call.node).rpartition(".")[0]
            harm = "raises" if use.method.endswith("_nowait") else "may wait for ever"
            who = "another task" if use.kind.startswith("asyncio.") else "another thread or process"
            asked = f"{module.called_text(question.call.node)}()"
            line = module.line(question.call.node)
            yield self.finding(use.call.node, queue=queue, question=asked, line=line, who=who, harm=harm)
