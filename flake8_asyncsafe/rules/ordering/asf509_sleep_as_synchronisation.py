"""ASF509: sleep-as-synchronisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.contexts.waiting import SleepsForOthers
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class SleepAsSynchronisation(Rule):
    """A fixed sleep stands where another thread or task is to get somewhere first.

    ## What it does
    Checks for `time.sleep`, `asyncio.sleep` and kin with a constant time, behind the start of a thread, process or task
    in the same function, where that has not been waited for, and something follows that may rely on it.

    ## Why is this bad?
    Two operations on two threads are in an order only if something puts them in one: a store with release that a load
    with acquire has seen, a lock, an event.  Time is no such thing.  The sleep makes the wanted order likely on this
    machine, today.  On a busy one the other thread has not got that far when the time is up, and the program goes on
    all the same; on a fast one everybody waits for nothing.

    ## Drawn from
    *Your Code Doesn't Run the Way You Read It*, https://pluiee.github.io/your-code-doesnt-run-the-way-you-read-it/

    ## Example
    ```python
    import threading
    import time

    results: list[int] = []


    def work() -> None:
        results.append(1)


    def main() -> None:
        thread = threading.Thread(target=work)
        thread.start()
        time.sleep(0.1)
        print(results)
    ```

    ## Use instead
    ```python
    import threading

    results: list[int] = []


    def work() -> None:
        results.append(1)


    def main() -> None:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        print(results)
    ```

    Where it is to go on meanwhile, an Event that it sets says when it is ready.

    ## Known limits
    Off by default: a sleep may be there for its own sake, to keep a pace.  A sleep in a loop is taken for that, as is
    one at the end of a function.
    """

    code = "ASF509"
    name = "sleep-as-synchronisation"
    default = False
    message = (
        "{seconds} s are to be enough for {what} to get there first (started in line {line}), which nothing "
        "guarantees: {instead}"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Look for sleeps behind a start."""
        if "sleep" not in module.lowered_source:
            return
        for sleep in module.ask(SleepsForOthers).all():
            context = sleep.context
            line = module.line(context.node) if context.node is not None else 0
            what = (
                f"`{context.entry.name}`" if context.entry is not sleep.call.function else f"its {context.kind.value}"
            )
            instead = (
                "await it, or an asyncio.Event that it sets"
                if context.on_loop
                else "join it, or wait for an Event that it sets"
            )
            yield self.finding(sleep.call.node, seconds=sleep.seconds, what=what, line=line, instead=instead)
