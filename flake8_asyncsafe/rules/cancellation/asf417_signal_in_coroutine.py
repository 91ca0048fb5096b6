"""ASF417: signal-in-coroutine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.contexts.signals import Signals
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class SignalInCoroutine(Rule):
    """`signal.signal` installs a handler from inside a coroutine.

    ## What it does
    Checks for `signal.signal(...)` in a coroutine, and in plain functions that a coroutine calls; the message then
    gives the chain.

    ## Why is this bad?
    A future that is not ready leaves word with the executor how to be woken, and the executor sleeps until somebody
    does.  The handlers of `signal.signal` know nothing of that agreement.  Such a handler runs between two instructions
    of whichever task happens to be running, or not at all while the loop sleeps in `select` with nothing to do.  What
    it does to the loop is done behind its back: an event that it sets, a task that it cancels, wakes nobody; what it
    raises comes out of whatever task was running, or of the loop itself.  `loop.add_signal_handler` makes the
    signal one more thing that the loop waits for, and runs the handler as a callback of its own.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio
    import signal


    async def serve() -> None:
        stop = asyncio.Event()
        signal.signal(signal.SIGTERM, lambda signum, frame: stop.set())
        await asyncio.sleep(0)
    ```

    ## Use instead
    ```python
    import asyncio
    import signal


    async def serve() -> None:
        stop = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
        await asyncio.sleep(0)
    ```

    With trio and anyio it is `open_signal_receiver`.

    ## Known limits
    `add_signal_handler` does not exist on Windows, so `signal.signal` is accepted where the code has asked for the
    platform and may be on that one, and in the handler of NotImplementedError. `SIG_IGN`, `SIG_DFL` and a handler that
    is put back are no handlers of Python's, and are not reported; nor is a handler that does nothing.
    """

    code = "ASF417"
    name = "signal-in-coroutine"
    message = (
        "the handler of `{callee}` interrupts whichever task is running and does not wake the event loop{how}: use "
        "{instead}"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Look for `signal.signal` on the loop."""
        for node, called, how in module.ask(Signals).on_loop():
            yield self.finding(node, callee=module.source(called), how=how, instead=_instead(module))


def _instead(module: Module) -> str:
    if module.library in {"trio", "anyio"}:
        return f"`{module.library}.open_signal_receiver`"
    return "`loop.add_signal_handler`"
