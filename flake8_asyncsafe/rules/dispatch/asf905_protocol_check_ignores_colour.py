"""ASF905: protocol-check-ignores-colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.dispatch.protocol_checks import ColourChecks
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class ProtocolCheckIgnoresColour(Rule):
    """`isinstance` against a `runtime_checkable` Protocol with async members looks at names alone, not at the colour.

    ## What it does
    Checks for `isinstance` and `issubclass` with a class under `@runtime_checkable` that has `async def` methods. Off
    by default: where no class has a plain method of that name, nothing can go wrong.

    ## Why is this bad?
    A trait bound in Rust says which functions there are *and* what they return. A Protocol at run time is a list of
    names: an object with a plain `close()` passes the check for one with `async def close()`, and `await obj.close()`
    then raises TypeError after the connection has been closed. The check that was meant to make sure is what lets it
    through.

    ## Drawn from
    *Static vs Dynamic Dispatch in Rust*, https://pluiee.github.io/static-vs-dynamic-dispatch-in-rust/

    ## Example
    ```python
    from typing import Protocol, runtime_checkable


    @runtime_checkable
    class Closer(Protocol):
        async def close(self) -> None: ...


    async def finish(thing: object) -> None:
        if isinstance(thing, Closer):
            await thing.close()
    ```

    ## Use instead
    ```python
    import abc


    class Closer(abc.ABC):
        @abc.abstractmethod
        async def close(self) -> None: ...


    async def finish(thing: object) -> None:
        if isinstance(thing, Closer):
            await thing.close()
    ```

    ## Known limits
    Protocols of other modules are only known if those are of the project. What follows the check is not looked at.
    """

    code = "ASF905"
    name = "protocol-check-ignores-colour"
    default = False
    message = (
        "this only asks whether there is an attribute `{member}`, not whether it is `async def` as in `{protocol}`: an "
        "object with a plain one passes, too; use an abstract base class, or test the result with inspect.isawaitable"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Look for checks against such protocols."""
        for check in module.ask(ColourChecks).blind():
            yield self.finding(check.node, member=check.member, protocol=check.protocol)
