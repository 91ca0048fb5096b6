"""ASF405: polling-sleep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.progress.polling import Polling
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.progress.polling import Poll


class PollingSleep(Rule):
    """A loop sleeps again and again until another task has set what it tests.

    ## What it does
    Checks for `while` loops in coroutines that do nothing but sleep (and count, look at the clock, or log) until state
    of this process has changed: an attribute, a global, a variable of an enclosing function, a container, a property
    computed from such, or `task.done()`, `lock.locked()`, `event.is_set()`, `queue.empty()`.

    ## Why is this bad?
    A future of Rust that cannot go on leaves a waker with whoever can help it, and is not polled again until it is
    called.  That is the contract that makes thousands of waiting tasks cheap.  A loop around `sleep` is a task without
    a waker: the loop wakes it up in vain many times a second, and when the moment has come it is asleep and comes
    late by up to one interval.  Shorter sleeps cost more, longer ones come later; none is right.  Between two looks the
    state may be set and reset, and what was waited for is never seen.  Several tasks that poll the same flag may all
    see it in one turn, each believing to be the one.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    class Connection:
        def __init__(self) -> None:
            self.ready = False

        def on_open(self) -> None:
            self.ready = True

        async def wait_until_ready(self) -> None:
            while not self.ready:
                await asyncio.sleep(0.1)
    ```

    ## Use instead
    ```python
    import asyncio


    class Connection:
        def __init__(self) -> None:
            self.ready = asyncio.Event()

        def on_open(self) -> None:
            self.ready.set()

        async def wait_until_ready(self) -> None:
            await self.ready.wait()
    ```

    For more than a flag there is `asyncio.Condition` with `wait_for`, for items a queue, for the end of a task
    `await asyncio.wait([task])`.  A limit goes around the wait (`async with asyncio.timeout(...)`).

    ## Known limits
    The state must be known to belong to this process and to be set by code on the loop: nothing is reported for
    attributes of objects from elsewhere, for what nobody in sight sets, or for what a thread, a signal handler or a
    callback of unknown code sets.  A loop that does anything else is taken to work periodically; so is one that logs
    while a flag says that it should go on.  A comparison that involves the time (`now - last < 5`) comes true by
    waiting and is no reason to report.  `for` loops that poll a limited number of times are not looked at.
    """

    code = "ASF405"
    name = "polling-sleep"
    message = (
        "this loop only waits for `{state}` and sleeps in between (line {line}): it wakes up in vain, notices late and "
        "may miss a short change; {advice}"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report each loop that polls."""
        for poll in module.ask(Polling).loops():
            yield self.finding(
                poll.loop.node,
                state=poll.state.text,
                line=module.line(poll.sleep.node),
                advice=_advice(module, poll),
            )


def _advice(module: Module, poll: Poll) -> str:
    kind = poll.state.kind
    library = module.library
    what = poll.state.text.rpartition(".")[0]
    if kind == "task":
        return f"`await asyncio.wait([{what}])` comes back at once when it is done"
    if kind == "event":
        return f"`await {what}.wait()` comes back at once when it is set"
    if kind == "lock":
        return f"take the lock instead (`async with {what}:`)"
    if kind == "queue":
        return "`await` its `get()`, `put()` or `join()`, which come back at once"
    return f"let who sets it set an `{library}.Event` (or notify a `Condition`) and await that"
