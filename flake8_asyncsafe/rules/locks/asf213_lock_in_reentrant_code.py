"""ASF213: lock-in-reentrant-code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.contexts import Kind
from flake8_asyncsafe.model.locks.interrupting import Interruptions
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import libcst as cst

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module

_ROLES: dict[Kind | None, str] = {
    Kind.SIGNAL: "the signal handler",
    Kind.FINALISER: "the finaliser",
    None: "the logging handler",
}


class LockInReentrantCode(Rule):
    """A signal handler, finaliser or logging handler takes a lock that the code it runs in may hold.

    ## What it does
    Checks signal handlers (`signal.signal`), `__del__` and callbacks of weak references for a lock of threads that is
    not reentrant and that other code takes too: taken there, or in a function that is called there.  A signal handler
    that takes one is interrupted by the next signal while it holds it.
    Likewise logging handlers (`emit`), for a lock under which the module logs: the handler is called at once, by the
    thread that logs.

    ## Why is this bad?
    Such code runs in the middle of whatever its thread was doing, also inside of `with lock:`.  Then the handler waits
    for a lock whose holder goes on only when the handler has ended: the program hangs, once in a thousand runs.  In the
    post, too, the two that wait for each other are one thread.  A handler should leave a note and return: a write to a
    socket, a `queue.SimpleQueue`, which is made to be reentrant.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/ (each waits for the other)

    ## Example
    ```python
    import signal
    import threading

    lock = threading.Lock()
    events: list[int] = []


    def note(number: int, frame: object) -> None:
        with lock:
            events.append(number)


    def drain() -> list[int]:
        with lock:
            return list(events)


    signal.signal(signal.SIGUSR1, note)
    ```

    ## Use instead
    ```python
    import queue
    import signal

    events: "queue.SimpleQueue[int]" = queue.SimpleQueue()


    def note(number: int, frame: object) -> None:
        events.put(number)


    signal.signal(signal.SIGUSR1, note)
    ```

    ## Known limits
    An attempt (`acquire(blocking=False)`) and a reentrant lock do not hang, though the state that an RLock guards may
    be half changed.  A lock of the object that `__del__` is about is nobody else's any more.  Handlers that a loop
    calls (`loop.add_signal_handler`) interrupt nothing.  Locks inside of libraries, and code of other modules that logs
    under the lock of a handler, are not seen.
    """

    code = "ASF213"
    name = "lock-in-reentrant-code"
    message = "`{lock}` is taken here{chain} by {what}, {when}: it then waits for itself for ever; {advice}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Report what interrupting code takes."""
        interruptions = module.ask(Interruptions)
        told: set[cst.CSTNode] = set()
        for each in (*interruptions.found(), *interruptions.in_logging()):
            if each.node in told:
                continue  # one call may take several locks further down: the remedy is the same
            told.add(each.node)
            if each.kind is None:
                when = f"which whoever logs runs itself, also while it holds that lock{_at(module, each.other)}"
                advice = "log when the lock is free again, or use an RLock"
            else:
                when = f"which may interrupt the thread where it holds that lock{_at(module, each.other)}"
                if each.other is each.node:
                    when = "which a second signal may interrupt right here"
                advice = "leave a note for others (a `queue.SimpleQueue`), and return"
            yield self.finding(
                each.node,
                lock=each.lock.text,
                chain=f" ({each.chain})" if each.chain else "",
                what=f"{_ROLES[each.kind]} `{each.entry.name}`",
                when=when,
                advice=advice,
            )


def _at(module: Module, node: cst.CSTNode | None) -> str:
    return f" (line {module.line(node)})" if node is not None else ""
