"""ASF615: result-set-twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.settled import Settlements
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class ResultSetTwice(Rule):
    """Two parties may settle a future, and this one does not look whether it is done.

    ## What it does
    Checks for `set_result()` and `set_exception()` on a future that another function settles too, or one that several
    threads, tasks or sources of events run, without a `done()` before; also for the entries of a table of futures,
    unless whoever settles one takes it out.

    ## Why is this bad?
    A future is a oneshot channel: it takes one value.  The second one raises `InvalidStateError`, in whichever of the
    two came too late: a timeout and an answer, an answer and a cancellation.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/

    ## Example
    ```python
    import asyncio


    class Request:
        def __init__(self) -> None:
            self.answer: "asyncio.Future[str]" = asyncio.get_running_loop().create_future()

        def on_data(self, data: str) -> None:
            self.answer.set_result(data)

        def on_timeout(self) -> None:
            self.answer.set_exception(TimeoutError())
    ```

    ## Use instead
    ```python
    import asyncio


    class Request:
        def __init__(self) -> None:
            self.answer: "asyncio.Future[str]" = asyncio.get_running_loop().create_future()

        def on_data(self, data: str) -> None:
            if not self.answer.done():
                self.answer.set_result(data)

        def on_timeout(self) -> None:
            if not self.answer.done():
                self.answer.set_exception(TimeoutError())
    ```

    ## Known limits
    Off by default: that the two never both happen may be a rule of the protocol.  A future that is kept in a table is
    taken to be settled once if who settles it takes it out of the table, or if another function does that (the one
    that waits for it) and no timer settles it as well.
    """

    code = "ASF615"
    name = "result-set-twice"
    default = False
    message = (
        "`{future}` may be settled already by the time of this `{method}`, which then raises InvalidStateError; ask "
        "`{future}.done()` first"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for futures that two parties settle."""
        if any(word in module.lowered_source for word in ("set_result", "set_exception")):
            for use in module.ask(Settlements).settled_twice():
                yield self.finding(use.node, future=use.future, method=use.method)
