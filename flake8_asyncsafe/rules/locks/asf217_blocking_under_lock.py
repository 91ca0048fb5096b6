"""ASF217: blocking-under-lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import Category
from flake8_asyncsafe.model.locks.slow import SlowSections
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module

_DOES = {
    Category.SLEEP: "sleeps",
    Category.HTTP: "waits for a server",
    Category.NETWORK: "waits for the network",
    Category.DATABASE: "waits for a database",
    Category.FILE: "waits for the file system",
    Category.SUBPROCESS: "waits for a process",
    Category.CONSOLE: "waits for a human",
}


class BlockingUnderLock(Rule):
    """A thread sleeps, does input or output, or waits for somebody while it holds a lock.

    ## What it does
    Checks for blocking calls of the catalogue (`sleep`, HTTP, sockets, databases, files, processes, `join`,
    `Future.result`, `Queue.get`, `Event.wait`) inside a section of a lock of threads, also in functions that are called
    there.

    ## Why is this bad?
    While the thread waits, all others that want the lock wait with it, also those that are after something else which
    would take a microsecond.  What the lock was to make safe for several threads then runs like one thread.  And where
    the call waits for a thread that needs the lock to get on (`join`, `result`, `get`), nobody ever gets on.  A section
    is best when it holds what must not be interrupted and nothing else: copy under the lock, wait without it.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/

    ## Example
    ```python
    import threading
    import urllib.request


    class Rates:
        def __init__(self) -> None:
            self.lock = threading.Lock()
            self.known: dict[str, bytes] = {}

        def update(self, name: str) -> None:
            with self.lock:
                self.known[name] = urllib.request.urlopen(f"https://rates.example/{name}").read()
    ```

    ## Use instead
    ```python
    import threading
    import urllib.request


    class Rates:
        def __init__(self) -> None:
            self.lock = threading.Lock()
            self.known: dict[str, bytes] = {}

        def update(self, name: str) -> None:
            rate = urllib.request.urlopen(f"https://rates.example/{name}").read()
            with self.lock:
                self.known[name] = rate
    ```

    ## Known limits
    Off by default: a lock whose very purpose is that one thread at a time uses a connection or a file is reported too.
    `wait()` of a condition built on the lock gives the lock back and is fine, unless another one is held as well.
    Nothing is said of a lock that lets one thread fetch what all need (`if self._rates is None: self._rates = load()`),
    of locks in a table, of semaphores, of `write` on an open file, of `send`, nor where a call is told not to wait.
    Files that a helper's helper opens are not told.
    """

    code = "ASF217"
    name = "blocking-under-lock"
    default = False
    message = (
        "`{call}` {does} while `{lock}` is held (line {line}){chain}: all threads that want `{lock}` stand still until "
        "it is done; do it without the lock"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the blocking calls under a lock."""
        for each in module.ask(SlowSections).found():
            chain = f" ({module.chain(each.effect, each.blocking.name)})" if each.effect is not None else ""
            yield self.finding(
                each.node,
                call=module.called_text(each.node),
                does=_DOES.get(each.blocking.category, "waits for others"),
                lock=each.held.lock.text,
                line=module.line(each.held.node),
                chain=chain,
            )
