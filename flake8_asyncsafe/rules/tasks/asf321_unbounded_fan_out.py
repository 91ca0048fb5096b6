"""ASF321: unbounded-fan-out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.tasks.economy import Economy
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class UnboundedFanOut(Rule):
    """As many tasks are started as there are items, without a limit.

    ## What it does
    Checks for `gather(*(f(x) for x in xs))`, and for tasks started in a loop over something whose length is not known,
    if neither the loop nor what is started takes a slot of a semaphore or limiter.

    ## Why is this bad?
    Tasks are cheap, and what they use is not: sockets, connections of a pool, memory for the answers, the patience of
    the other side.  A channel of Rust that is bounded makes its sender wait; a fan-out makes nobody wait.  With ten
    items it works, with ten thousand all of them open their connection at the same moment.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    async def fetch(url: str) -> str: ...


    async def pages(urls: list[str]) -> list[str]:
        return await asyncio.gather(*(fetch(url) for url in urls))
    ```

    ## Use instead
    ```python
    import asyncio


    async def fetch(url: str) -> str: ...


    async def fetch_some(url: str, slots: asyncio.Semaphore) -> str:
        async with slots:
            return await fetch(url)


    async def pages(urls: list[str]) -> list[str]:
        slots = asyncio.Semaphore(10)
        return await asyncio.gather(*(fetch_some(url, slots) for url in urls))
    ```

    ## Known limits
    How many items there are is not known, and a limit further down (a pool of connections, a client) is not seen.
    Names that speak of a limit or semaphore are believed.
    """

    code = "ASF321"
    name = "unbounded-fan-out"
    default = False
    message = (
        "this starts `{started}` for every item at once, however many there are: limit it by a semaphore or by a fixed "
        "number of workers"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask the model."""
        for call, started in module.ask(Economy).fan_outs():
            yield self.finding(call.node, started=module.source(started))
