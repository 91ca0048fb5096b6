"""ASF802: mutate-while-iterating."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.aliasing.called_back import CalledBack
from flake8_asyncsafe.model.aliasing.iterated import Iterated
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module

_HARM = {
    "list": "the elements behind it move up, so the loop skips some",
    "dict": "the next turn raises RuntimeError",
    "set": "the next turn raises RuntimeError",
    "deque": "the next turn raises RuntimeError",
    "any": "the loop skips elements (a list) or raises RuntimeError (a dict or set)",
}


class MutateWhileIterating(Rule):
    """The body of a loop changes the size of the container that the loop steps through.

    ## What it does
    Checks for loops and comprehensions over a dict (or its views), set, deque or list in whose body that very container
    gets larger or smaller: a dict, set or deque in any way, a list by `remove`, `insert`, `pop`, `del`, `clear`. The
    change may be in a method or function that the body calls. `enumerate`, `zip`, `map` and generator expressions step
    through what they are given, too. Not reported if the loop ends with the change (`break`, `return`, `raise`).

    Also a loop that calls the callbacks in a dict or set of the object, when the class has a method that puts one in or
    takes one out: a callback that ends its own subscription does so under the loop. Reported at what is iterated.

    ## Why is this bad?
    An iterator is a borrow: Rust lets nobody touch a vector as long as one lives, and the loop that empties what it
    walks over is the textbook case of what does not compile. A Python iterator is a position in a container that
    anybody may change. A dict or set notices at the next step and raises `RuntimeError: dictionary changed size
    during iteration`; often that is the clean-up path, so the remaining connections are never closed. A list does not
    even notice: the elements behind the removed one move up and the loop steps over the next of them.

    ## Drawn from
    *Aliasing, Mutability, Containers and Pointers*,
    https://pluiee.github.io/aliasing-mutability-containers-and-pointers/

    ## Example
    ```python
    import asyncio


    class Hub:
        def __init__(self) -> None:
            self.peers: dict[str, asyncio.StreamWriter] = {}

        async def drop(self, name: str) -> None:
            self.peers.pop(name).close()

        async def close(self) -> None:
            for name in self.peers:
                await self.drop(name)
    ```

    ## Use instead
    ```python
    import asyncio


    class Hub:
        def __init__(self) -> None:
            self.peers: dict[str, asyncio.StreamWriter] = {}

        async def drop(self, name: str) -> None:
            self.peers.pop(name).close()

        async def close(self) -> None:
            for name in list(self.peers):
                await self.drop(name)
    ```

    ## Known limits
    Storing under a key is only reported where the key is made in the loop from something else (`d[key.lower()] = x`):
    another one may well be in the dict already. Appending to a list that is iterated is defined and common (a work
    list). Functions of other modules are not looked into, and neither are containers that are reached in two ways
    (`child.parent.children` in a loop over `self.children`).

    ## Fix safety
    The fix iterates over a copy: `list(x)`. It is unsafe: elements that are removed on the way are still visited.
    """

    code = "ASF802"
    name = "mutate-while-iterating"
    fixable = True
    message = "{what}: {harm}; iterate over a copy, `list(...)`"

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for loops that change what they step through, themselves or by a callback."""
        for each in module.ask(Iterated).resized():
            via = ""
            if each.via is not None:
                via = f" ({module.place(each.via.node)} {module.source(each.via.node)})"
            what = (
                f"`{module.source(each.node)}` changes the size of `{each.path}`{via} while the loop on line "
                f"{module.line(each.loop.node)} iterates over it"
            )
            yield self.finding(each.node, what=what, harm=_HARM[each.kind])
        for called in module.ask(CalledBack).found():
            what = (
                f"the callback in line {module.line(called.call.node)} may change `{called.text}` while this loop "
                f"iterates over it, by `{called.change.function.name}` (line {module.line(called.change.node)})"
            )
            yield self.finding(called.op.iterable, what=what, harm=_HARM[called.kind])
