"""ASF804: shared-default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.aliasing.defaults import SharedDefaults
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class SharedDefault(Rule):
    """A default that is made once and shared by all who use it: a list that tasks change, a lock, a session.

    ## What it does
    Checks for mutable default arguments that a coroutine, or a function run on a thread, changes in place; for
    `ContextVar(default=[])`; and for a lock, event, queue or session as a default argument or as the default of a
    dataclass field.

    ## Why is this bad?
    A default is evaluated once, when the function or class is defined, and everybody who leaves the argument out gets
    that very object.  In sequential code that is the beginner's trap that every linter knows.  With tasks or threads it
    is a hidden channel between them: one changes the list while another walks over it; all objects of the class wait
    for one lock; a context variable, whose purpose is that each task has its own value, gives all of them the same
    list.

    ## Drawn from
    *Aliasing, Mutability, Containers and Pointers*,
    https://pluiee.github.io/aliasing-mutability-containers-and-pointers/ (who else has a reference to this?)

    ## Example
    ```python
    import asyncio


    async def visit(url: str, seen: set[str] = set()) -> None:
        await asyncio.sleep(0)
        seen.add(url)
    ```

    ## Use instead
    ```python
    import asyncio


    async def visit(url: str, seen: set[str] | None = None) -> None:
        seen = set() if seen is None else seen
        await asyncio.sleep(0)
        seen.add(url)
    ```

    In a dataclass, `field(default_factory=threading.Lock)`.

    ## Known limits
    A lock, queue or session that a parameter with a leading underscore has for a default is taken to be meant: nobody
    is to pass another. That a default is changed is only seen in the function itself. Mutable defaults in sequential
    code are other linters' business.
    """

    code = "ASF804"
    name = "shared-default"
    message = (
        "this default of the {whose} is {what}, made once and shared by everybody who leaves it out: make it anew "
        "where it is missing (None and a test, or `default_factory`)"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report what is shared without meaning to."""
        for node, what, whose in module.ask(SharedDefaults).found():
            yield self.finding(node, what=what, whose=whose)
