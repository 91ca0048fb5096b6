"""ASF808: aliased-argument."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.aliasing.shared_arguments import SharedArguments
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class AliasedArgument(Rule):
    """One mutable object is given to two concurrent tasks or threads, and one of them changes what the other relies on.

    ## What it does
    Looks at the lists, dicts and sets that a function passes to the tasks or threads it starts. Reported is the second
    hand-over of an object if one of the two functions changes it while the other iterates over it, tests it and acts on
    the test, or reads an entry and writes what follows from it (for tasks: with an `await` in between). A task that is
    started in a loop, or for each item of a comprehension, is given the object several times.

    ## Why is this bad?
    Aliasing *or* mutation, Rust says, and two tasks that borrow a map mutably are a compile error. In Python every
    argument is an alias. At each `await`, and between any two steps of a thread, the other one may remove what was
    just tested, resize what is being iterated, or write a count of which this one holds an old copy. Nothing in
    either function is wrong by itself: what is wrong is that both were given the same object.

    ## Drawn from
    *Aliasing, Mutability, Containers and Pointers*,
    https://pluiee.github.io/aliasing-mutability-containers-and-pointers/

    ## Example
    ```python
    import asyncio


    async def ping(peer: str) -> None: ...


    async def ping_all(peers: dict[str, float]) -> None:
        for peer in peers:
            await ping(peer)


    async def expire(peers: dict[str, float]) -> None:
        await asyncio.sleep(1)
        peers.pop("old", None)


    async def main() -> None:
        peers = {"old": 0.0, "new": 1.0}
        await asyncio.gather(ping_all(peers), expire(peers))
    ```

    ## Use instead
    ```python
    import asyncio


    async def ping(peer: str) -> None: ...


    async def ping_all(peers: dict[str, float]) -> None:
        for peer in peers:
            await ping(peer)


    async def expire(peers: dict[str, float]) -> None:
        await asyncio.sleep(1)
        peers.pop("old", None)


    async def main() -> None:
        peers = {"old": 0.0, "new": 1.0}
        await asyncio.gather(ping_all(dict(peers)), expire(peers))
    ```

    Or guard the object with one lock in all its users, or let one task own it and send the others messages.

    ## Known limits
    Workers that only append, or store under keys of their own, get along and are not reported. What a worker does
    under a lock is not looked at. Seen is what the started functions of the file do to their own parameters, not what
    those pass on. Objects of classes are not followed.
    """

    code = "ASF808"
    name = "aliased-argument"
    message = (
        "`{path}` is given to two {what} that run at the same time: {relies} while {changes} changes it; "
        "give each a copy, "
        "guard it with one lock, or let one of them own it"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for objects that their users do not share well."""
        for shared in module.ask(SharedArguments).shared():
            yield self.finding(
                shared.node, path=shared.path, what=shared.what, relies=shared.relies, changes=shared.changes
            )
