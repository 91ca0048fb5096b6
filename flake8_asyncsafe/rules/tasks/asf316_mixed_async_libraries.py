"""ASF316: mixed-async-libraries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.contexts.mixed import MixedLibraries
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class MixedAsyncLibraries(Rule):
    """A coroutine that one async library runs awaits what only another one can wake up.

    ## What it does
    Checks for awaits, `async with`, `async for` and calls of asyncio (and of packages that need it, such as aiohttp) in
    code that trio runs, and of trio in code that asyncio runs. Which library runs a function is told by who is given
    it (`trio.run`, `nursery.start_soon`, `asyncio.run`, `asyncio.create_task`, `anyio.run(backend=...)`, a mark of
    pytest), by its callers, or else by what most of it uses.

    ## Why is this bad?
    A future does not run by itself: whoever polls it must be the executor whose reactor will wake it. In Rust a socket
    of Tokio panics when another executor polls it, as no reactor is running there. The same holds here, where each
    library has its own loop and its own words between coroutine and loop: `asyncio.sleep(1)` under trio raises
    "no running event loop", `asyncio.sleep(0)` and futures yield what trio takes for garbage, and `trio.sleep(1)` under
    asyncio must be called from a trio task. A line that rarely waits (an uncontended lock, a queue with an item)
    works until the day that it has to.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio

    import trio


    async def poll() -> None:
        with trio.move_on_after(5):
            await asyncio.sleep(1)


    def main() -> None:
        trio.run(poll)
    ```

    ## Use instead
    ```python
    import trio


    async def poll() -> None:
        with trio.move_on_after(5):
            await trio.sleep(1)


    def main() -> None:
        trio.run(poll)
    ```

    Code for both libraries uses anyio, or asks `sniffio.current_async_library()` first.

    ## Known limits
    Silent where a test depends on the library that runs (`sniffio`, an attribute or helper that keeps its answer, a
    name that says so), where the error is expected (`except RuntimeError`, `pytest.raises`), in modules that import
    `trio_asyncio`, and with anyio, which works with both. Where trio is a guest (`start_guest_run`) only what waits is
    looked at, as the loop of the host runs too. Helpers of other modules are not looked into, and a helper
    that is only handed on (not called) is not followed. What needs no loop is no use of one: `asyncio.Lock()`,
    `queue.put_nowait()`, `isinstance`, annotations, exceptions.
    """

    code = "ASF316"
    name = "mixed-async-libraries"
    message = "{what} needs {library}, but {home} runs {runs} ({why}): use what {home} offers, or anyio"

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for uses of the library that does not run there."""
        for each in module.ask(MixedLibraries).uses():
            what = f"`{each.via}` uses `{each.name}`, which" if each.via else f"`{each.name}`"
            runs = "it" if each.handed else "this function"
            yield self.finding(each.node, what=what, library=each.library, home=each.home, why=each.why, runs=runs)
