"""ASF315: async-special-method."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.protocols.special_methods import SpecialMethods
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class AsyncSpecialMethod(Rule):
    """A method that Python itself calls is `async def`.

    ## What it does
    Checks for `async def` on special methods whose result Python uses at once: `__init__`, `__post_init__`, `__len__`,
    `__bool__`, `__eq__`, `__contains__`, `__str__`, `__iter__`, `__enter__`, `__exit__`, `__setattr__`, `__del__`,
    `__await__`, an `__aiter__` without `yield`, and so on; and on setters and deleters of properties.

    ## Why is this bad?
    An async function in Rust has another type than a plain one, so it cannot implement `Drop`, `Clone` or `PartialEq`:
    whoever calls those expects the answer, not a promise of one.  Python looks a special method up by name and never
    asks for its colour.  It calls, gets a coroutine object, and nobody stands there who could await it.  A lucky
    class raises `TypeError` (`__init__`, `__len__`, `__bool__`).  The others go wrong in silence: `x in box` and
    `a == b` are always true, `obj.name = 1` and `del obj` do nothing.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    class Cache:
        def __init__(self) -> None:
            self._rows: dict[str, str] = {}

        async def __contains__(self, key: str) -> bool:
            return key in self._rows
    ```

    ## Use instead
    ```python
    class Cache:
        def __init__(self) -> None:
            self._rows: dict[str, str] = {}

        async def contains(self, key: str) -> bool:
            return key in self._rows
    ```

    What must wait belongs in a method with a name of its own, in `__aenter__` and `__aexit__`, or in a function that
    makes the object: `await Cache.open()`.

    ## Known limits
    Methods whose result comes back to the caller's code are right, since that can await it: `__call__`, `__getitem__`,
    `__get__`, operators such as `a + b`, and an async property getter (read without `await`: ASF302).  An async
    `__init__` is not reported in classes with unknown bases, a metaclass, or an async `__new__`: those may await it.
    """

    code = "ASF315"
    name = "async-special-method"
    message = "`{method}` is `async def`, but {effect}; make it a plain function and move what must wait elsewhere"

    def check(self, module: Module) -> Iterator[Finding]:
        """Look at the colour of special methods and of the parts of properties."""
        for found in module.ask(SpecialMethods).coloured():
            yield self.finding(found.node, method=found.name, effect=found.effect)
