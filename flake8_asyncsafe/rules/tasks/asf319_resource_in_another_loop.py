"""ASF319: resource-in-another-loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.contexts.loop_homes import LoopHomes
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class ResourceInAnotherLoop(Rule):
    """A lock, queue, session or pool is used on several event loops, but belongs to the first of them.

    ## What it does
    Checks for asyncio locks, events, conditions, semaphores, barriers and queues, and for sessions, clients and pools
    (aiohttp, httpx, asyncpg, redis, SQLAlchemy, Motor), that are made at import, in the body of a class, as a default,
    by a constructor or on one event loop, and used by coroutines under more than one `asyncio.run`: two calls, a call
    in a loop or in several threads, plain functions that each run a loop. The report stands where the object is made.

    ## Why is this bad?
    A waker leads to one executor. What waits for a future, or keeps a connection registered with a reactor, is
    tied to the runtime that first polled it, and that is gone when `block_on` returns. So it is here: `asyncio.run`
    makes a loop and closes it. A session or pool made on one loop fails on the next with "Event loop is closed" or
    "attached to a different loop". Since Python 3.10 locks, events and queues take no loop when they are made, but
    remember the one of their **first contended use**: the first `acquire()` that finds the lock taken, the first
    `get()` of an empty queue. From then on a use that has to wait on another loop raises
    `RuntimeError: ... is bound to a different event loop`, which no test without contention shows. Before 3.10 they
    took the current loop when they were made, so every wait on another one failed.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio

    limit = asyncio.Semaphore(4)


    async def fetch(url: str) -> None:
        async with limit:
            await asyncio.sleep(1)


    def main(urls: list[str]) -> None:
        for url in urls:
            asyncio.run(fetch(url))
    ```

    ## Use instead
    ```python
    import asyncio


    async def fetch(url: str, limit: asyncio.Semaphore) -> None:
        async with limit:
            await asyncio.sleep(1)


    async def fetch_all(urls: list[str]) -> None:
        limit = asyncio.Semaphore(4)
        async with asyncio.TaskGroup() as tasks:
            for url in urls:
                tasks.create_task(fetch(url, limit))


    def main(urls: list[str]) -> None:
        asyncio.run(fetch_all(urls))
    ```

    `asyncio.Runner` (3.11) runs several coroutines on one loop.

    ## Known limits
    Off by default: a lock that is never contended works on any number of loops. Only runs in the same module are seen;
    the loops of test frameworks (one for each test), of `async_to_sync` and of decorators are not. A plain function
    that runs a loop and that nobody in sight calls counts as one run, two of them as two, commands of a command line
    (of which a process runs one) as none. Runs in other processes have objects of their own. An object that is
    replaced, or set to None at the end, is left alone, and so is the attribute of an object that is not seen to be the
    same under both loops.
    """

    code = "ASF319"
    name = "resource-in-another-loop"
    default = False
    message = (
        "`{name}` (`{type}`) is made {where} and belongs to the event loop that first needs it, but `{function}` uses "
        "it on {loops}: make it on the loop that uses it, or run one loop"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for objects that are used on several loops."""
        for each in module.ask(LoopHomes).strays():
            runs = sorted((module.line(run.op.node), run.name) for run in (each.first, each.second))
            (first, name), (second, other) = runs
            if each.first is each.second:
                loops = f"a new loop each time that `{name}` on line {first} runs"
            else:
                loops = f"the loops of `{name}` on line {first} and `{other}` on line {second}"
            function = each.function.name
            yield self.finding(
                each.node, name=each.name, type=each.type, where=each.where, function=function, loops=loops
            )
