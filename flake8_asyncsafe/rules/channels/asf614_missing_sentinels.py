"""ASF614: missing-sentinels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.sentinels import Sentinels
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class MissingSentinels(Rule):
    """One last item for several consumers.

    ## What it does
    Checks for a queue from which several consumers take until they get `None` (or a constant: `DONE`, `Signal.STOP`,
    `"stop"`), where that is put once.

    ## Why is this bad?
    An item reaches one receiver.  The first consumer takes the sentinel and ends; the others wait on, and who joins
    them waits too.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/

    ## Example
    ```python
    import queue
    import threading

    jobs: queue.Queue[str | None] = queue.Queue()


    def work() -> None:
        while True:
            job = jobs.get()
            if job is None:
                break
            print(job)


    def start() -> None:
        for _ in range(4):
            threading.Thread(target=work).start()


    def stop() -> None:
        jobs.put(None)
    ```

    ## Use instead
    ```python
    import queue
    import threading

    jobs: queue.Queue[str | None] = queue.Queue()


    def work() -> None:
        while True:
            job = jobs.get()
            if job is None:
                jobs.put(None)
                break
            print(job)


    def start() -> None:
        for _ in range(4):
            threading.Thread(target=work).start()


    def stop() -> None:
        jobs.put(None)
    ```

    Or put one for each consumer.

    ## Known limits
    Off by default: `stop` may be called once for each consumer, from elsewhere.
    """

    code = "ASF614"
    name = "missing-sentinels"
    default = False
    message = (
        "one `{last}` ends one consumer of `{queue}`, and several take from it: the others wait for ever; put one for "
        "each, or let each put it back"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for last items that are too few."""
        if any(word in module.lowered_source for word in (".put(", ".put_nowait(")):
            for use, last in module.ask(Sentinels).too_few():
                yield self.finding(use.call.node, queue=use.channel.text, last=last)
