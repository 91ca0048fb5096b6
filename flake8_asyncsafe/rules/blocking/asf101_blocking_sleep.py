"""ASF101: blocking-sleep."""

from __future__ import annotations

from flake8_asyncsafe.catalogue.entries import Category
from flake8_asyncsafe.rules.blocking.direct import DirectBlockingRule


class BlockingSleep(DirectBlockingRule):
    """A coroutine sleeps with the thread, and every other task sleeps with it.

    ## What it does
    Checks for `time.sleep`, under whatever name, called where the event loop runs: in a coroutine, an async generator,
    or what is called in place there (`(lambda: time.sleep(1))()`, `list(map(time.sleep, delays))`).

    ## Why is this bad?
    An event loop is the executor of its tasks, and it has one thread.  It runs one task at a time and gets control back
    only where that task suspends: at an `await` that has to wait.  Nothing takes control away from a task that does not
    give it.

    `time.sleep` asks the operating system to park the thread.  There is no `await` in it, so nothing is given back: for
    as long as one task sleeps, no other task runs, no timer fires, no connection is accepted.  `asyncio.sleep` asks the
    *loop* to wake this one task later and lets the others run meanwhile.

    `time.sleep(0)` is no way to let others in either: it offers the turn to other threads, and the other tasks are on
    this one.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import time


    async def fetch() -> str: ...


    async def fetch_patiently() -> str:
        while not (answer := await fetch()):
            time.sleep(1)
        return answer
    ```

    ## Use instead
    ```python
    import asyncio


    async def fetch() -> str: ...


    async def fetch_patiently() -> str:
        while not (answer := await fetch()):
            await asyncio.sleep(1)
        return answer
    ```

    In trio and anyio: `await trio.sleep(1)`, `await anyio.sleep(1)`.

    ## Known limits
    A sleep inside a plain function that a coroutine calls is ASF120.  A function that may be `time.sleep` or
    another one (by a conditional expression, or an import with a fallback) is taken for `time.sleep`.  Tests that
    replace it by a stub still see the report.

    ## Fix safety
    The fix awaits the sleep of the library that the file uses, and adds the import if it is missing.  It makes a
    suspension point where there was none: other tasks now run during the sleep, which is the aim, and state that was
    looked at before it may have changed after it (ASF501, ASF502).
    """

    category = Category.SLEEP
    code = "ASF101"
    name = "blocking-sleep"
    fixable = True
    message = "`{call}` puts the event loop's thread to sleep, and every other task with it; use {instead}"
