"""ASF608: zero-capacity-is-unbounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.capacity import Capacity
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class ZeroCapacityIsUnbounded(Rule):
    """`Queue(0)` is not a rendezvous: zero, and less, means no limit.

    ## What it does
    Checks for queues that are given a `maxsize` of zero or less, spelled out as a number.

    ## Why is this bad?
    In Rust, Go or trio a channel of capacity zero is a rendezvous: the sender waits until somebody takes the item.  In
    Python's queues zero is the opposite: no limit at all, and so is every negative number.  Whoever writes the zero
    down either means the rendezvous and gets a queue that grows, or makes the next reader think so.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/

    ## Example
    ```python
    import queue

    handover: queue.Queue[str] = queue.Queue(maxsize=0)
    ```

    ## Use instead
    A queue without a limit is `Queue()`; one that holds back its sender has a size of one or more:

    ```python
    import queue

    everything: queue.Queue[str] = queue.Queue()
    handover: queue.Queue[str] = queue.Queue(maxsize=1)
    ```

    ## Known limits
    Only a number in the call itself is looked at.  anyio's and trio's memory channels do take zero for a rendezvous.
    """

    code = "ASF608"
    name = "zero-capacity-is-unbounded"
    message = (
        "a size of {size} means no limit here, not a rendezvous: the sender never waits; leave it out if that is "
        "meant, or give it 1 or more"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for sizes of zero or less."""
        if any(word in module.lowered_source for word in ("queue",)):
            for call, size in module.ask(Capacity).spelled_out():
                yield self.finding(call.node, size=size)
