"""ASF503: unsynchronised-update."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.describe import interleaving
from flake8_asyncsafe.model.sharing.races import Races
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class UnsynchronisedUpdate(Rule):
    """`+=` on shared state in code that runs on several threads, without a lock.

    ## What it does
    Checks for updates that read, compute and store (`self.n += 1`, `d[k] = d.get(k, 0) + 1`, `x = x or make()`) of
    attributes, globals and closed-over variables in code that runs on a thread, while another thread, or the same code
    on another one, may write the same state, without a lock in common.

    ## Why is this bad?
    The update is three steps, and the interpreter may switch threads between any two of them: both read the old value,
    both add one, both store the same, and one update is gone.  The interpreter's lock does not help, as it is held for
    single steps only.  The post's counter that two threads increment is this program; its `fetch_add`, the one step
    that does all three, is a lock around them in Python.

    ## Drawn from
    *Your Code Doesn't Run the Way You Read It*, https://pluiee.github.io/your-code-doesnt-run-the-way-you-read-it/ (the
    increment that is a load, an addition and a store)

    ## Example
    ```python
    from concurrent.futures import ThreadPoolExecutor


    class Crawler:
        def __init__(self) -> None:
            self.pages = 0

        def fetch(self, url: str) -> None:
            self.pages += 1

        def run(self, urls: list[str]) -> None:
            with ThreadPoolExecutor(8) as pool:
                list(pool.map(self.fetch, urls))
    ```

    ## Use instead
    ```python
    import threading
    from concurrent.futures import ThreadPoolExecutor


    class Crawler:
        def __init__(self) -> None:
            self.lock = threading.Lock()
            self.pages = 0

        def fetch(self, url: str) -> None:
            with self.lock:
                self.pages += 1

        def run(self, urls: list[str]) -> None:
            with ThreadPoolExecutor(8) as pool:
                list(pool.map(self.fetch, urls))
    ```

    Or let each job return its part, and add them up at the end.

    ## Known limits
    Of 23 reports on released code that were read in the source, 22 could really go wrong.
    Both sides have to be seen to run: on a thread that the module starts, or in a public method of the class that
    starts one.  A single writer does not race with itself, nor do objects that each thread makes for itself.  Where a
    lock guards the other accesses, ASF505 speaks.
    """

    code = "ASF503"
    name = "unsynchronised-update"
    message = (
        "this update of `{state}` reads, computes and stores, and `{other}` ({place}) may store on another "
        "thread in between: updates get lost; hold one lock around both"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the accesses that nothing orders."""
        for race in module.ask(Races).updates():
            yield self.finding(
                race.access.node,
                evidence=partial(interleaving.of_update, module, race),
                state=race.access.text,
                other=race.other.function.qualname,
                place=interleaving.accesses_of(module, race),
            )
