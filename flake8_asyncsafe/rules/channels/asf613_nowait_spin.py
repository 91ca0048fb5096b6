"""ASF613: nowait-spin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.spins import Spins
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class NowaitSpin(Rule):
    """A loop that asks a queue again and again without waiting: `while True: try: get_nowait() except Empty: continue`.

    ## What it does
    Checks `while True` loops in which `get_nowait()` (or `put_nowait`, or `get(block=False)`) is refused and the
    handler leads back to the question without a sleep, a wait or a suspension.

    ## Why is this bad?
    A channel has two halves: the data, and the means to sleep until there is some.  This loop uses one of them.  On a
    thread it burns a core for nothing, and takes the GIL from the producer that it waits for.  In a coroutine it is
    worse: no other task of the loop runs, so nobody can ever put anything in.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/ (blocking on
    the condition variable instead of spinning)

    ## Example
    ```python
    import queue


    def drain(jobs: "queue.Queue[str]") -> None:
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


    def drain(jobs: "queue.Queue[str]") -> None:
        while True:
            job = jobs.get()
            print(job)
    ```

    In a coroutine `await queue.get()`.

    ## Known limits
    Any call in the handler but logging is taken for something that may wait.  In a coroutine this rule speaks instead
    of ASF111.
    """

    code = "ASF613"
    name = "nowait-spin"
    message = "refused, `{call}` is asked again at once: {harm}; use `{instead}`, which waits"

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the questions that are asked again at once."""
        for use, call, _ in module.ask(Spins).found():
            name = module.called_text(call.node)
            is_async = use.kind.startswith("asyncio.") if use is not None else call.function.is_async
            harm = (
                "no other task of the loop runs, so nothing can ever come in"
                if call.function.is_async
                else "the thread burns a core, and takes it from whoever it waits for"
            )
            instead = f"{name.removesuffix('_nowait')}()"
            yield self.finding(
                call.node, call=f"{name}()", harm=harm, instead=f"await {instead}" if is_async else instead
            )
