"""ASF608: zero-capacity-is-unbounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.capacity import Capacities
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class ZeroCapacityIsUnbounded(Rule):
    """`Queue(0)`: zero means without limit here.

    ## What it does
    Checks for `queue.Queue`, `asyncio.Queue`, `multiprocessing.Queue` and their kin made with a literal size of zero or
    less.

    ## Why is this bad?
    In the family of channels of the post, capacity zero is the rendezvous: the sender waits until the receiver takes
    the item from his hand.  It is the tightest bound there is.  Python's queues read the same zero as "no bound at
    all", and a negative one too: the producer never waits, and the queue grows until the memory is full.  Who writes a
    zero on purpose probably wanted the first; who wanted the second says it best by writing nothing.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/ (flavours of
    channels: unbounded, bounded, rendezvous, oneshot)

    ## Example
    ```python
    import queue

    handover: "queue.Queue[str]" = queue.Queue(maxsize=0)
    ```

    ## Use instead
    The smallest bound that there is, if the producer shall not run ahead:

    ```python
    import queue

    handover: "queue.Queue[str]" = queue.Queue(maxsize=1)
    ```

    Or no size, if there is to be none:

    ```python
    import queue

    backlog: "queue.Queue[str]" = queue.Queue()
    ```

    ## Known limits
    A size in a variable or from a setting is not looked at.  `anyio.create_memory_object_stream(0)` and
    `trio.open_memory_channel(0)` are real rendezvous channels and are not reported.
    """

    code = "ASF608"
    name = "zero-capacity-is-unbounded"
    message = (
        "`{type}` of size {size} has no limit at all: it is no rendezvous, and the producer never waits; leave the "
        "size out if that is meant, or give it one of 1 or more"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the sizes that are none."""
        for call, size, name in module.ask(Capacities).spelled_out_infinite():
            yield self.finding(call.node, type=name, size=size)
