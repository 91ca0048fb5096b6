"""ASF901: override-changes-colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.dispatch.overrides import Overrides
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class OverrideChangesColour(Rule):
    """A method that its base class declares as `async def` is overridden by a plain `def`, or the reverse.

    ## What it does
    Compares each method with the nearest one above it that it overrides: in the file, in other modules of the project,
    in Protocols and abstract classes that it derives from, and in classes of libraries that are known to call or offer
    the method (`threading.Thread.run`, `asyncio.Protocol.data_received`, `unittest.TestCase.test_*`). Reported at the
    override's name.

    ## Why is this bad?
    `dyn Trait` dispatches through a table of functions of one signature, so in Rust an implementation cannot be async
    where the trait is not. A Python base class promises just as much to whoever holds the object, and nothing checks
    it. If the override is `async def`, code that calls the method the way the base says gets a coroutine object: it
    is true, it compares unequal to everything, and its body never runs. If the override is a plain `def`, `await
    obj.method()` does the work and then fails with `TypeError: object ... can't be used in 'await' expression`. Both
    happen only with that one subclass, far from the class at fault.

    ## Drawn from
    *Static vs Dynamic Dispatch in Rust*, https://pluiee.github.io/static-vs-dynamic-dispatch-in-rust/

    ## Example
    ```python
    class Store:
        async def load(self, key: str) -> bytes:
            return b""


    class MemoryStore(Store):
        def load(self, key: str) -> bytes:
            return b"x"


    async def show(store: Store) -> None:
        print(await store.load("a"))
    ```

    ## Use instead
    ```python
    class Store:
        async def load(self, key: str) -> bytes:
            return b""


    class MemoryStore(Store):
        async def load(self, key: str) -> bytes:
            return b"x"


    async def show(store: Store) -> None:
        print(await store.load("a"))
    ```

    ## Known limits
    A plain method that is annotated to return an awaitable (or anything), or is seen to return one, has the colour of
    both. So has one whose result cannot be known: `return self.inner.load(key)`. Methods under decorators other than
    `abstractmethod`, `override`, `staticmethod` and the like, properties, and special methods (ASF315) are not
    compared. Where the module tests what the method gave (`inspect.isawaitable`), or awaits an empty unannotated base
    method, both colours are taken to be meant.
    """

    code = "ASF901"
    name = "override-changes-colour"
    message = "`{method}` is {own}, but `{base}.{name}`, which it overrides, is {other}: {harm}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Compare methods with those they override."""
        for change in module.ask(Overrides).changes():
            is_async = change.colour == "async"
            yield self.finding(
                change.node,
                method=change.function.qualname,
                name=change.function.name,
                base=change.base,
                own="`async def`" if is_async else "a plain function",
                other="a plain function" if is_async else "`async def`",
                harm="who calls it as the base class says gets a coroutine object that never runs; make it a "
                "plain `def`, "
                "or give the asynchronous form a name of its own"
                if is_async
                else "who awaits it as the base class says gets TypeError; make it `async def`",
            )
