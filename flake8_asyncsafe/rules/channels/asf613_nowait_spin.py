"""ASF613: nowait-spin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.spins import NowaitSpins
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class NowaitSpin(Rule):
    """A loop asks an empty queue again and again without waiting.

    ## What it does
    Checks for `while` loops around `get_nowait()` (or `get(block=False)`, or `put_nowait()`) in which Empty (or Full)
    leads straight to the next turn, with no sleep, wait or suspension on the way.  In a coroutine it is the specific
    form of ASF111.

    ## Why is this bad?
    The loop burns a whole core to find out that nothing has happened, and holds the interpreter's lock most of that
    time; in a coroutine the producer never gets a turn, so nothing ever will.  To wait for an item is what a channel is
    for.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/

    ## Example
    ```python
    import queue

    jobs: queue.Queue[str] = queue.Queue()


    def work() -> None:
        while True:
            try:
                job = jobs.get_nowait()
            except queue.Empty:
                continue
            print(job)
    ```

    ## Use instead
    ```python
    import queue

    jobs: queue.Queue[str] = queue.Queue()


    def work() -> None:
        while True:
            job = jobs.get()
            print(job)
    ```

    ## Known limits
    Any call on that way that is not known to return at once counts as a pause.
    """

    code = "ASF613"
    name = "nowait-spin"
    message = (
        "`{queue}.{method}()` in a loop that comes straight back here when there is {what}: {harm}; wait for it "
        "(`{instead}`)"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for the loops that never wait."""
        if any(word in module.lowered_source for word in ("nowait", "block=", "get(", "put(")):
            for loop, use in module.ask(NowaitSpins).found():
                taking = use.method.startswith(("get", "receive"))
                is_task = loop.block.function.is_async
                call = f"{use.channel.text}.{use.method.removesuffix('_nowait')}({'' if taking else '...'})"
                yield self.finding(
                    use.call.node,
                    queue=use.channel.text,
                    method=use.method,
                    what="nothing" if taking else "no room",
                    harm="no other task gets a turn, so that never changes" if is_task else "it burns a core",
                    instead=f"await {call}" if use.channel.is_async else call,
                )
