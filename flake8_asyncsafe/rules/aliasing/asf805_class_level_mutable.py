"""ASF805: class-level-mutable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.aliasing.class_level import ClassLevelState
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class ClassLevelMutable(Rule):
    """A container in the body of a class is changed through `self` by several tasks or threads: all objects have one.

    ## What it does
    Checks for changes through `self` (`self.rows.append(...)`, `self.rows[key] = ...`, `self.rows += [...]`) of a list,
    dict or set that the body of the class makes and no method replaces, in coroutines and in code that several threads
    run.

    ## Why is this bad?
    The body of a class runs once.  What it makes is one object, and `self.rows` of every instance is an alias of it.
    In sequential code the rows of one instance turn up in another one; with tasks and threads they do so at the same
    time: what one removes is gone for all, and walks over it fail.  In Rust a struct's fields belong to the value, and
    a mutable `static` needs `unsafe` or a lock in its type: sharing is said where it is declared.

    ## Drawn from
    *Aliasing, Mutability, Containers and Pointers*, https://pluiee.github.io/aliasing-mutability-containers-and-pointers/

    ## Example
    ```python
    import asyncio


    class Session:
        pending: dict[str, str] = {}

        async def ask(self, key: str) -> None:
            self.pending[key] = "?"
            await asyncio.sleep(0)
    ```

    ## Use instead
    ```python
    import asyncio


    class Session:
        def __init__(self) -> None:
            self.pending: dict[str, str] = {}

        async def ask(self, key: str) -> None:
            self.pending[key] = "?"
            await asyncio.sleep(0)
    ```

    If all objects are meant to share it, say so (`ClassVar[...]`), and change it under a lock of the class.

    ## Known limits
    That coroutine methods run in several tasks, on several objects, is taken for granted; on which threads a plain
    method runs has to be seen.  `ClassVar`, names in capitals and changes under a lock of the class or module count as
    shared on purpose, as do changes through the class (`Session.pending[...]`).  Each attribute is reported once, at
    its first change.
    """

    code = "ASF805"
    name = "class-level-mutable"
    message = (
        "`{state}` is one object for all instances of `{owner}` (made in line {line}), and {runs} change it here as if "
        "each had its own: make it in `__init__`"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the changes through self."""
        for change in module.ask(ClassLevelState).changes():
            yield self.finding(
                change.access.node,
                state=change.state,
                owner=change.owner.name,
                line=module.line(change.made.node),
                runs=change.runs,
            )
