"""ASF120: blocking-call-in-helper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import Category
from flake8_asyncsafe.rules.blocking.helpers import HelperBlockingRule

if TYPE_CHECKING:
    from flake8_asyncsafe.model.calls.blocking import Blocking


class BlockingCallInHelper(HelperBlockingRule):
    """A coroutine calls a plain function that blocks, however far down.

    ## What it does
    Checks for calls made where the event loop runs that lead, through plain first-party functions of this or another
    module, to a call that ASF101 to ASF103 or ASF106 to ASF110 would report.  Methods, properties, constructors,
    context managers, decorators and lambdas are followed, and generators where they are iterated.  There is one report
    for each call in the coroutine, and the message shows the way to the blocking call, the shortest if there are
    several.

    ## Why is this bad?
    Whether the event loop can go on is decided by the call stack, not by the function one is looking at.  A task can
    give back control only at an `await`, and a plain function has none: once a coroutine has called it, everything
    below runs on the loop's thread to the end.  One `requests.get` in a helper stops the loop as surely as in the
    coroutine itself; it is just harder to see.  The helper may be years older than the first coroutine that called it,
    and correct in every other place.

    This is why blocking calls survive reviews: no single line is wrong.  The defect is an edge between two functions.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import urllib.request


    def fetch(url: str) -> bytes:
        with urllib.request.urlopen(url) as response:
            return response.read()


    class Rates:
        def __init__(self) -> None:
            self.cache: dict[str, float] = {}

        def rate(self, currency: str) -> float:
            if currency not in self.cache:
                self.cache[currency] = float(fetch(f"https://rates.example/{currency}"))
            return self.cache[currency]

        async def convert(self, amount: float, currency: str) -> float:
            return amount * self.rate(currency)
    ```

    ## Use instead
    Let a thread call the helper:

    ```python
    import asyncio
    import urllib.request


    def fetch(url: str) -> bytes:
        with urllib.request.urlopen(url) as response:
            return response.read()


    class Rates:
        def __init__(self) -> None:
            self.cache: dict[str, float] = {}

        async def rate(self, currency: str) -> float:
            if currency not in self.cache:
                self.cache[currency] = float(await asyncio.to_thread(fetch, f"https://rates.example/{currency}"))
            return self.cache[currency]

        async def convert(self, amount: float, currency: str) -> float:
            return amount * await self.rate(currency)
    ```

    Or give the helper an async form of its own, all the way down.

    ## Known limits
    A call on an object of unknown type leads nowhere, and so does a function behind a decorator that is not in
    sight, or in a module that is not under the source roots.  `flake8-asyncsafe effects package.module:function` says
    what is known of a helper, and which of its calls lead nowhere and why.  A function that is passed to a helper
    which calls it counts; one that is passed on from there, or stored first, does not.  Subclasses in other modules
    than their base and the caller are not looked for.  A helper that blocks only on some paths is reported like one
    that always does, unless the call itself rules the path out by a constant (`stop(wait=False)`), or the helper asks
    first whether a loop is running.  A debugger's prompt in a helper is not reported to its callers.  If a blocking
    call is known and accepted, say so there once: a helper whose own call carries `# noqa: ASF101` (or another code of
    this family) is not reported to its callers, in whichever module they are.
    """

    code = "ASF120"
    name = "blocking-call-in-helper"
    message = "`{call}` blocks the event loop: {chain}; {advice}"

    @staticmethod
    def concerns(blocking: Blocking) -> bool:
        """Everything but files, which are ASF121's."""
        return blocking.category not in {Category.FILE, Category.METADATA}
