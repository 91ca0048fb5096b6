"""ASF801: iterate-shared-across-await."""

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


class IterateSharedAcrossAwait(Rule):
    """A loop over a shared container that suspends, while other code changes the container.

    ## What it does
    Checks coroutines for a `for` directly over a shared list, set or dict (or its `items()`, `keys()`, `values()`) with
    a suspension point in its body, if another function of the module changes the size of that container at run time.

    ## Why is this bad?
    An iterator is a borrow: as long as it lives, nobody may change what it walks over.  Rust's compiler rejects the
    program in which somebody does.  In Python the loop holds no lock; at each await other tasks run, and one that adds
    a client or removes one leaves the loop with `RuntimeError: dictionary changed size during iteration`, or, with a
    list, makes it skip an element without a word.

    ## Drawn from
    *Aliasing, Mutability, Containers and Pointers*,
    https://pluiee.github.io/aliasing-mutability-containers-and-pointers/ (aliasing or mutability, not both at once)

    ## Example
    ```python
    import asyncio


    class Hub:
        def __init__(self) -> None:
            self.clients: set[asyncio.StreamWriter] = set()

        def join(self, client: asyncio.StreamWriter) -> None:
            self.clients.add(client)

        async def flush(self) -> None:
            for client in self.clients:
                await client.drain()
    ```

    ## Use instead
    Walk over a copy:

    ```python
    import asyncio


    class Hub:
        def __init__(self) -> None:
            self.clients: set[asyncio.StreamWriter] = set()

        def join(self, client: asyncio.StreamWriter) -> None:
            self.clients.add(client)

        async def flush(self) -> None:
            for client in list(self.clients):
                await client.drain()
    ```

    ## Known limits
    Off by default: of 27 reports on released code that were read in the source, 22 could really go wrong.  In the
    others one task alone does both, all callers hold a lock, or elements come only at the start and go only at the end.
    That the two run at the same time is taken for granted.  What only grows at its end, a list, is walked to its new
    end and not reported; nor are tables that decorators fill while modules are imported, containers of classes of one's
    own (they may give a copy), and loops under an async lock that those who change the container hold as well.
    """

    code = "ASF801"
    name = "iterate-shared-across-await"
    default = False
    fixable = True
    message = (
        "line {line} changes `{container}` while this loop is suspended (at the await in line {wait}): it raises "
        "RuntimeError or skips elements; loop over `list({iterable})`"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the loops over what others change meanwhile."""
        for walk, pause, change in module.ask(SharedIterations).across_await():
            yield self.finding(
                walk.op.iterable,
                evidence=partial(interleaving.of_walk, module, walk, change, None, pause),
                line=module.line(change.op.node),
                container=module.source(walk.expression),
                wait=module.line(pause.node),
                iterable=module.source(walk.op.iterable),
            )
