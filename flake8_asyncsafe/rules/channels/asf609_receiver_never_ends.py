"""ASF609: receiver-never-ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.receivers import Receivers
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class ReceiverNeverEnds(Rule):
    """A worker thread or process that waits at its queue for ever, and that the program waits for.

    ## What it does
    Checks loops around a blocking `get()` of a thread or process queue, or `recv()` of a connection, in a thread or
    process that is no daemon: is there a way out?  A way out is a sentinel that somebody sends (or, for a queue that
    others can reach, may send), a timeout, `shutdown()`, or an `EOFError` that is handled.  A flag in the loop's test
    is none: it is not looked at while the worker waits.

    ## Why is this bad?
    In Rust the last sender that is dropped closes the channel: `recv` returns an error, the loop of the receiver ends,
    the thread can be joined.  In Python nobody counts the senders.  When the last producer is gone the worker still
    sits in `get()`, and the interpreter, which waits for threads that are no daemons before it ends, sits there too:
    the program is done and does not exit.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/ (the receiver
    that is left alone by its senders)

    ## Example
    ```python
    import queue
    import threading


    class Writer:
        def __init__(self) -> None:
            self._lines: "queue.Queue[str]" = queue.Queue()
            self._running = True
            self._thread = threading.Thread(target=self._run)

        def start(self) -> None:
            self._thread.start()

        def stop(self) -> None:
            self._running = False

        def _run(self) -> None:
            while self._running:
                print(self._lines.get())
    ```

    ## Use instead
    ```python
    import queue
    import threading

    _STOP = object()


    class Writer:
        def __init__(self) -> None:
            self._lines: queue.Queue[object] = queue.Queue()
            self._thread = threading.Thread(target=self._run)

        def start(self) -> None:
            self._thread.start()

        def stop(self) -> None:
            self._lines.put(_STOP)
            self._thread.join()

        def _run(self) -> None:
            while (line := self._lines.get()) is not _STOP:
                print(line)
    ```

    Since Python 3.13 `queue.Queue.shutdown()` ends all who wait.

    ## Known limits
    Only threads and processes that are seen to be started are looked at; asyncio workers are cancelled and not
    reported. What a break depends on is not looked at: any break or return behind the receive counts as a way out if
    somebody may send what it waits for.
    """

    code = "ASF609"
    name = "receiver-never-ends"
    message = (
        "`{receive}` waits for ever once nobody sends any more{flag}, and the program waits for this {kind} (started "
        "in line {line}): it never exits; send a sentinel, give it a timeout, or make it a daemon"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the receivers that keep the program alive."""
        for use, context, has_flag in module.ask(Receivers).endless():
            flag = " (the loop's test is not made while it waits)" if has_flag else ""
            line = module.line(context.site.node) if context.site is not None else 0
            receive = f"{module.called_text(use.call.node)}()"
            yield self.finding(use.call.node, receive=receive, flag=flag, kind=context.kind.value, line=line)
