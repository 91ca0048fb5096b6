"""ASF903: mixed-colour-registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.dispatch.registries import Registries
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class MixedColourRegistry(Rule):
    """A handler is registered whose colour is not that of the others, and all of them are called in one way.

    ## What it does
    Checks the functions registered with a `singledispatch` function, with a decorator or method of the project that
    keeps what it is given, by `HANDLERS[key] = function`, and the methods that `getattr(self, f"handle_{kind}")` looks
    up. If the calls in sight always await (or never do), the handlers of the other colour are reported; if a
    `singledispatch` function is not called in sight, those that differ from it, or from most. Reported at the handler's
    definition or where it is handed over.

    ## Why is this bad?
    Rust's dynamic dispatch goes through one signature per method, so whoever adds an implementation is told by the
    compiler when it does not fit. A Python registry is a table that is filled from many places, each of which looks
    right alone. The one `async def` among plain handlers returns a coroutine that nobody awaits; the one plain
    function among coroutine functions makes `await` raise TypeError, after it has done its work.

    ## Drawn from
    *Static vs Dynamic Dispatch in Rust*, https://pluiee.github.io/static-vs-dynamic-dispatch-in-rust/

    ## Example
    ```python
    HANDLERS = {}


    def on(event):
        def register(function):
            HANDLERS[event] = function
            return function

        return register


    @on("open")
    async def opened(name: str) -> None: ...


    @on("close")
    def closed(name: str) -> None: ...


    async def dispatch(event: str, name: str) -> None:
        await HANDLERS[event](name)
    ```

    ## Use instead
    ```python
    HANDLERS = {}


    def on(event):
        def register(function):
            HANDLERS[event] = function
            return function

        return register


    @on("open")
    async def opened(name: str) -> None: ...


    @on("close")
    async def closed(name: str) -> None: ...


    async def dispatch(event: str, name: str) -> None:
        await HANDLERS[event](name)
    ```

    A registry for both asks `inspect.isawaitable(result)` before it awaits.

    ## Known limits
    Registration and calls must be in the same file. Registries whose users test the colour, call in both ways, or hand
    the handlers on are not reported; nor are handlers whose colour is not certain.
    """

    code = "ASF903"
    name = "mixed-colour-registry"
    message = "`{handler}` is {what}, unlike other handlers of `{registry}`{form}: {harm}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Look at what is registered."""
        if not module.coroutines:
            return
        for odd in module.ask(Registries).odd():
            is_async = odd.colour == "async"
            forms = {"awaited": ", whose results are awaited", "plainly": ", whose results are not awaited"}
            yield self.finding(
                odd.node,
                handler=odd.name,
                what="a coroutine function" if is_async else "a plain function",
                registry=odd.registry,
                form=forms.get(odd.form, ""),
                harm="its body never runs when it is called like them; make it a plain `def`, or await what is "
                "awaitable"
                if is_async
                else "awaiting what it gives raises TypeError; make it `async def`, or await only what is awaitable",
            )
