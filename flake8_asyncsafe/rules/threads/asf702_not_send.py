"""ASF702: not-send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.sharing.crossing import Crossings
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class NotSend(Rule):
    """An object that may not leave its thread gets to another one.

    ## What it does
    Checks for objects whose type the catalogue marks as not `send` (an sqlite3 connection with the default check, Tk
    widgets) that are passed to code on another thread, or used by it although other code has made them: then reported
    where the function is handed over that uses them.

    ## Why is this bad?
    `Send` says that a value may move to another thread, and Rust will not compile a program that moves one without it.
    Some of Python's objects are bound to the thread that made them in the same way: their state lives in thread-local
    storage of a C library, or in an event loop that only that thread runs.  Used elsewhere they raise
    (`sqlite3.ProgrammingError`), or, as Tk does, hang or crash at some later time.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/ (what may
    move to another thread)

    ## Example
    ```python
    import sqlite3
    import threading


    def count(connection: sqlite3.Connection) -> None:
        print(connection.execute("select 1").fetchone())


    def main() -> None:
        connection = sqlite3.connect(":memory:")
        thread = threading.Thread(target=count, args=(connection,))
        thread.start()
        thread.join()
    ```

    ## Use instead
    ```python
    import sqlite3
    import threading


    def count(path: str) -> None:
        connection = sqlite3.connect(path)
        print(connection.execute("select 1").fetchone())
        connection.close()


    def main() -> None:
        thread = threading.Thread(target=count, args=(":memory:",))
        thread.start()
        thread.join()
    ```

    ## Known limits
    What an object is has to be known where it is handed over or used.  Objects of event loops are ASF701's.
    """

    code = "ASF702"
    name = "not-send"
    message = (
        "`{text}`{used} is a {type} and may not leave the thread that made it ({why}): make one on this thread, "
        "or pass what it is made from"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report what gets to a thread that may not have it."""
        for found in module.ask(Crossings).not_send():
            used = f" (used in line {module.line(found.used.node)})" if found.used is not None else ""
            yield self.finding(found.node, text=found.text, used=used, type=found.name, why=found.why)
