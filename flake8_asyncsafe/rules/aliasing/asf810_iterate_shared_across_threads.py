"""ASF810: iterate-shared-across-threads."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.aliasing.shared import SharedIterations
from flake8_asyncsafe.model.describe import interleaving
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class IterateSharedAcrossThreads(Rule):
    """A loop over a shared container on one thread, while another thread changes the container.

    ## What it does
    Checks for a `for` directly over a shared list, set or dict in code that may run at the same time as code on another
    thread that changes the size of that container, without a lock that both hold.

    ## Why is this bad?
    Aliasing and mutability do not go together: who walks over a container may not share it with somebody who changes
    it.  The interpreter's lock does not help, as it is given up between any two steps of the loop.  The loop ends in
    `RuntimeError: dictionary changed size during iteration`, or skips or repeats elements of a list, once in a while
    and not in tests.

    ## Drawn from
    *Aliasing, Mutability, Containers and Pointers*,
    https://pluiee.github.io/aliasing-mutability-containers-and-pointers/ (aliasing or mutability, not both at once)

    ## Example
    ```python
    import threading
    import time


    class Monitor:
        def __init__(self) -> None:
            self.values: dict[str, float] = {}

        def start(self) -> None:
            threading.Thread(target=self._report, daemon=True).start()

        def record(self, name: str, value: float) -> None:
            self.values[name] = value

        def _report(self) -> None:
            while True:
                for name, value in self.values.items():
                    print(name, value)
                time.sleep(1)
    ```

    ## Use instead
    Walk over a copy that is made in one step, or hold a lock for both:

    ```python
    import threading
    import time


    class Monitor:
        def __init__(self) -> None:
            self.values: dict[str, float] = {}

        def start(self) -> None:
            threading.Thread(target=self._report, daemon=True).start()

        def record(self, name: str, value: float) -> None:
            self.values[name] = value

        def _report(self) -> None:
            while True:
                for name, value in list(self.values.items()):
                    print(name, value)
                time.sleep(1)
    ```

    ## Known limits
    Both sides have to be seen: one on a thread that the module starts, the other on another one, or in a public method
    of the class that starts it.  What another object of a class of the module keeps has to be walked over on a thread
    too, or right after that one's thread was started.  A list that only grows at its end is not reported.
    """

    code = "ASF810"
    name = "iterate-shared-across-threads"
    message = (
        "`{container}` is changed in line {line} by `{other}`, which may run on another thread at the same time: "
        "this loop raises RuntimeError or skips elements; loop over `list({iterable})`, or hold one lock for both"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the loops over what others change meanwhile."""
        for walk, change, found in module.ask(SharedIterations).across_threads():
            yield self.finding(
                walk.op.iterable,
                evidence=partial(interleaving.of_walk, module, walk, change, found, None),
                container=module.source(walk.expression),
                line=module.line(change.op.node),
                other=change.op.function.qualname,
                iterable=module.source(walk.op.iterable),
            )
