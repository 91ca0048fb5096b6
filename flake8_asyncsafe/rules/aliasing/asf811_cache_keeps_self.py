"""ASF811: cache-keeps-self."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.aliasing.caches import Caches
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class CacheKeepsSelf(Rule):
    """`lru_cache` or `cache` on a method: the cache of the class keeps every object that it was called on.

    ## What it does
    Checks for methods under `functools.lru_cache` or `functools.cache`, other than static and class methods and
    methods of enumerations. Off by default: for objects that live as long as the program it does no harm. (On `async
    def`: ASF306.)

    ## Why is this bad?
    A cache that owns a strong reference is what `Rc` cycles are in Rust: nobody dropped it, and nobody can. The key
    of such a cache begins with `self`. So the object, with its connections, buffers and tasks, stays alive until the
    cache is full of newer ones, or for ever with `cache`; `__del__` and weak references never fire. The threads that
    call the method also share one cache, and two of them may compute the same entry.

    ## Drawn from
    *Aliasing, Mutability, Containers and Pointers*,
    https://pluiee.github.io/aliasing-mutability-containers-and-pointers/

    ## Example
    ```python
    from functools import lru_cache


    class Client:
        def __init__(self, host: str) -> None:
            self.host = host

        @lru_cache(maxsize=None)
        def address(self, port: int) -> str:
            return f"{self.host}:{port}"
    ```

    ## Use instead
    ```python
    class Client:
        def __init__(self, host: str) -> None:
            self.host = host
            self._addresses: dict[int, str] = {}

        def address(self, port: int) -> str:
            if port not in self._addresses:
                self._addresses[port] = f"{self.host}:{port}"
            return self._addresses[port]
    ```

    ## Known limits
    Whether objects of the class are many and short-lived is not known: a finding is a question.
    """

    code = "ASF811"
    name = "cache-keeps-self"
    default = False
    message = (
        "`{cache}` on the method `{method}` keeps every object that it is called on alive, as long as the "
        "class: cache in "
        "an attribute of the object, or cache a function of plain values"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Look for methods under a cache."""
        for cached in module.ask(Caches).of_methods():
            at = "@" if cached.decorator in cached.function.decorators else ""
            cache = at + module.source(cached.decorator)
            yield self.finding(cached.decorator, cache=cache, method=cached.function.qualname)
