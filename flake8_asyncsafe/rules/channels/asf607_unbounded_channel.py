"""ASF607: unbounded-channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.capacity import Capacity
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class UnboundedChannel(Rule):
    """A queue without a size between a loop that fills it and one that empties it.

    ## What it does
    Checks for queues made without `maxsize` that one function fills in a loop and another one empties in a loop.

    ## Why is this bad?
    An unbounded channel never makes its sender wait.  If the consumer is slower, for a minute or for good, the queue
    grows until the memory is gone, and what comes out of it is old.  A bounded one passes the pressure back.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/

    ## Example
    ```python
    import queue

    lines: queue.Queue[str] = queue.Queue()


    def read(source: list[str]) -> None:
        for line in source:
            lines.put(line)


    def write() -> None:
        while True:
            print(lines.get())
    ```

    ## Use instead
    ```python
    import queue

    lines: queue.Queue[str] = queue.Queue(maxsize=1000)


    def read(source: list[str]) -> None:
        for line in source:
            lines.put(line)


    def write() -> None:
        while True:
            print(lines.get())
    ```

    ## Known limits
    Off by default: which side is slower is not seen, and a queue may be bounded by what is put on it.
    """

    code = "ASF607"
    name = "unbounded-channel"
    default = False
    message = (
        "this queue takes whatever its producer puts: if the consumer is slower it grows without an end; bound it "
        "(`Queue(maxsize=...)`)"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for queues without a size between two loops."""
        if any(word in module.lowered_source for word in ("queue",)):
            for call in module.ask(Capacity).unbounded():
                yield self.finding(call.node)
