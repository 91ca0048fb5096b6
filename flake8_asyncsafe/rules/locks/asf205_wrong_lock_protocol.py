"""ASF205: wrong-lock-protocol."""

from __future__ import annotations

from flake8_asyncsafe.rules.base import Rule


class WrongLockProtocol(Rule):
    """A task lock is used like a thread lock, or the reverse.

    ## What it does
    Checks for three mistakes: `with` on a lock of asyncio, trio or anyio; `async with` on a lock of threading or
    multiprocessing; and an `acquire()` of a task lock whose coroutine is not awaited.  The same through
    `ExitStack.enter_context` and `AsyncExitStack.enter_async_context`.

    ## Why is this bad?
    There are two kinds of mutex because there are two ways to wait.  The one for threads stops the thread until it
    has the lock; the one for tasks suspends the task and gives the thread to others, so taking it must be an await
    point.  `with` and `async with` are these two ways, and a lock supports only its own.  The wrong one raises
    `TypeError`, often first seen on a path that tests do not run.

    The third mistake raises nothing.  An un-awaited `acquire()` makes a coroutine that nobody drives: it is truthy,
    so `if lock.acquire():` goes on, and the lock was never taken.  Two tasks are in the section at once; `release()`
    then fails, or opens a lock that somebody else holds.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    class Counter:
        def __init__(self) -> None:
            self._lock = asyncio.Lock()
            self.total = 0

        async def add(self, number: int) -> None:
            with self._lock:
                self.total += number

        async def clear(self) -> None:
            self._lock.acquire()
            try:
                self.total = 0
            finally:
                self._lock.release()
    ```

    ## Use instead
    ```python
    import asyncio


    class Counter:
        def __init__(self) -> None:
            self._lock = asyncio.Lock()
            self.total = 0

        async def add(self, number: int) -> None:
            async with self._lock:
                self.total += number

        async def clear(self) -> None:
            await self._lock.acquire()
            try:
                self.total = 0
            finally:
                self._lock.release()
    ```

    ## Known limits
    Only locks whose kind is known; a name alone says nothing about it.  A lock that may be either (made in two
    branches) is not reported.  A coroutine of `acquire()` that is passed on, returned, or kept in a variable that is
    awaited later is fine.

    ## Fix safety
    The fix writes `async with` for `with` and `await lock.acquire()` for `lock.acquire()` inside a coroutine, and
    `with` for `async with` where nothing in the block can suspend.  It is unsafe in that the corrected code suspends,
    or excludes, where it did neither before.
    """

    code = "ASF205"
    name = "wrong-lock-protocol"
    fixable = True
    message = "`{lock}` is a lock for {owners}, but {use}: {harm}; use `{instead}`"
