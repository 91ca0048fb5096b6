"""ASF707: not-picklable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.sharing.pickled import Pickled
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class NotPicklable(Rule):
    """Something that cannot be pickled is sent to another process.

    ## What it does
    Checks what is handed to a process pool (`submit`, `map`, `apply`, `run_in_executor` with a process pool), or to a
    `Process` of the start methods spawn and forkserver: lambdas, functions inside of functions, generators, thread
    locks, open files, sockets, objects of an event loop, and methods of objects that own a lock.

    ## Why is this bad?
    Nothing is moved to another process; it is taken apart here and put together there, and what cannot be taken apart
    cannot go.  It is `Send` with a stricter test, made at run time: `PicklingError` or `TypeError: cannot pickle
    '_thread.lock' object`, raised by the future, which is often the place where nobody looks.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/ (what may
    cross a boundary, and who checks)

    ## Example
    ```python
    from concurrent.futures import ProcessPoolExecutor


    def main() -> None:
        with ProcessPoolExecutor() as pool:
            print(pool.submit(lambda: 1).result())
    ```

    ## Use instead
    ```python
    from concurrent.futures import ProcessPoolExecutor


    def one() -> int:
        return 1


    def main() -> None:
        with ProcessPoolExecutor() as pool:
            print(pool.submit(one).result())
    ```

    ## Known limits
    What an argument is has to be known.  The iterable of `map` is walked over in the parent, so it may be a generator.
    `Process` is only looked at where its context is named (`get_context("spawn")`).
    """

    code = "ASF707"
    name = "not-picklable"
    message = (
        "{what} cannot be pickled, so it never gets to the other process: use a function of the module and plain "
        "data, or a thread"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report what no process can get."""
        for found in module.ask(Pickled).found():
            yield self.finding(found.node, what=found.what)
