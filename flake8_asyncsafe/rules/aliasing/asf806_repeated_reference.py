"""ASF806: repeated-reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.aliasing.repeated import Repetitions
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class RepeatedReference(Rule):
    """`[Lock()] * n`: one object in all places, where there should be one for each.

    ## What it does
    Checks for a list or tuple multiplied, a `dict.fromkeys(keys, value)` and a `list(itertools.repeat(value, n))` whose
    value is made once: a lock, a queue, an event, a task or the like always; a list, dict, set or an object of a class
    of the file where the code in sight changes one of the places (`table[i].append(x)`, `grid[0][0] = 1`).

    ## Why is this bad?
    In Rust `vec![x; n]` clones, and what cannot be cloned, such as a mutex, does not compile there: the places are
    objects of their own, or it is spelled out (`Rc`) that they are shared.  Python's `*` copies references.  With locks
    all users queue up at a single one, or a thread that takes two "different" ones waits for itself.  With containers
    what is meant for one place shows up in all of them.

    ## Drawn from
    *Aliasing, Mutability, Containers and Pointers*,
    https://pluiee.github.io/aliasing-mutability-containers-and-pointers/

    ## Example
    ```python
    import threading

    locks = [threading.Lock()] * 8


    def update(bucket: int) -> None:
        with locks[bucket]:
            ...
    ```

    ## Use instead
    ```python
    import threading

    locks = [threading.Lock() for _ in range(8)]


    def update(bucket: int) -> None:
        with locks[bucket]:
            ...
    ```

    ## Known limits
    A collection whose places are assigned anew (`rows[i] = [...]`) is not reported, nor are containers that are passed
    on or returned before anything is changed.  An object that has a name (`[lock] * n`) is shared on purpose, unless it
    is a container that is changed through one of the places.  Coroutines are ASF306.

    ## Fix safety
    The fix makes a comprehension.  It is safe unless something relies on the places being one object.
    """

    code = "ASF806"
    name = "repeated-reference"
    fixable = True
    message = "{places} are one and the same `{element}`: {harm}; make one for each: `{instead}`"

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for the repeated references that do harm."""
        for each in module.ask(Repetitions).harmful():
            element = module.source(each.element)
            if each.keys is not None:
                instead = f"{{key: {element} for key in {module.source(each.keys)}}}"
            else:
                instead = f"[{element} for _ in range({module.source(each.count) if each.count else '...'})]"
            yield self.finding(
                each.node,
                places="the values of all keys" if each.keys is not None else "all places",
                element=element,
                harm="who uses one of them uses all"
                if each.synchronises
                else "what is changed in one place shows up in every other",
                instead=instead,
            )
