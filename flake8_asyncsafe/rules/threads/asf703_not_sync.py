"""ASF703: not-sync."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.sharing.crossing import Crossings
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class NotSync(Rule):
    """An object that one thread at a time may use is used by several.

    ## What it does
    Checks for objects whose type the catalogue marks as not `sync` (`requests.Session`, SQLAlchemy's `Session`, boto3
    resources, database connections, zip files, generators) that several threads get, or that code uses that runs on
    several threads at once, without a lock: then reported where the function is handed over that uses them.

    ## Why is this bad?
    `Sync` says that a value may be used by several threads at once.  Rust derives it for a type from its parts and
    refuses to share what has it not; in Python it is a sentence in the documentation, if that.  A session mixes up the
    cookies and the connections of two requests, an ORM session the state of two transactions, and a generator that is
    asked while it runs raises `ValueError: generator already executing`.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/ (what may
    be shared between threads)

    ## Example
    ```python
    import threading


    def numbers():
        yield from range(10)


    def take(ids) -> None:
        for number in ids:
            print(number)


    def main() -> None:
        ids = numbers()
        threads = [threading.Thread(target=take, args=(ids,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    ```

    ## Use instead
    ```python
    import queue
    import threading


    def take(ids: "queue.Queue[int]") -> None:
        while not ids.empty():
            try:
                print(ids.get_nowait())
            except queue.Empty:
                return


    def main() -> None:
        ids: "queue.Queue[int]" = queue.Queue()
        for number in range(10):
            ids.put(number)
        threads = [threading.Thread(target=take, args=(ids,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    ```

    Of sessions one for each thread (`threading.local`), or a lock around each use.

    ## Known limits
    That there are several threads has to be seen.  Attributes are only looked at where it is seen which call made the
    object.
    """

    code = "ASF703"
    name = "not-sync"
    message = (
        "`{text}`{used} is a {type}, which one thread at a time may use ({why}), and several get it: give each its "
        "own, or hold a lock around each use"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report what gets to a thread that may not have it."""
        for found in module.ask(Crossings).not_sync():
            used = f" (used in line {module.line(found.used.node)})" if found.used is not None else ""
            yield self.finding(found.node, text=found.text, used=used, type=found.name, why=found.why)
