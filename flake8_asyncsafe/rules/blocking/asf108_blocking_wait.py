"""ASF108: blocking-wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Category
from flake8_asyncsafe.rules.blocking.direct import DirectBlockingRule

if TYPE_CHECKING:
    from flake8_asyncsafe.model.calls.blocking import Blocking
    from flake8_asyncsafe.model.module import Module


class BlockingWait(DirectBlockingRule):
    """A coroutine waits for a thread, process or future with the thread instead of with the task.

    ## What it does
    Checks for the waiting calls of the thread world made where the event loop runs: `Event`, `Condition` and
    `Barrier.wait`, `Thread` and `Process.join`, `Queue.get`, `Queue.join`, `put` on a queue with a bound,
    `Future.result` and `exception` of `concurrent.futures`, `wait` and `as_completed`, leaving `with Executor()`, and
    pools.  Not reported: forms that ask without waiting (`block=False`, `timeout=0`, `shutdown(wait=False)`), futures
    that are known to be done, `get` of a queue that was just seen not to be empty, and the asyncio, trio and anyio
    objects of the same names.

    ## Why is this bad?
    A wait in a coroutine should mean: suspend this task, run the others, come back when it has happened.  These calls
    mean: stop this thread.  It is the thread of the event loop, so all tasks stop.

    That is slow if another thread does what is waited for, and a deadlock if anything on this loop has a part in it: a
    task that would set the event, a callback that would complete the future, a coroutine submitted with
    `run_coroutine_threadsafe(coro, loop)` to the loop that now waits for its `result()`.  The one who waits is the one
    who would have to do it.  A timeout turns the deadlock into a delay with an error after it.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    from concurrent.futures import ThreadPoolExecutor


    def render(page: str) -> bytes: ...


    async def pdf(page: str) -> bytes:
        with ThreadPoolExecutor() as pool:
            return pool.submit(render, page).result()
    ```

    ## Use instead
    ```python
    import asyncio


    def render(page: str) -> bytes: ...


    async def pdf(page: str) -> bytes:
        return await asyncio.to_thread(render, page)
    ```

    For other things to wait for: `await asyncio.wrap_future(future)`, `await asyncio.to_thread(thread.join)`, and
    between tasks the loop's own `asyncio.Event` and `asyncio.Queue`, which a thread reaches by
    `loop.call_soon_threadsafe(event.set)`.

    ## Known limits
    A queue that comes in as a parameter may or may not have a bound, so its `put` is not reported.  An object of
    unknown type is not guessed from the names of its methods.  An executor whose jobs are all awaited or waited for
    inside its `with` is not reported for its end, although leaving it waits if an exception ends the block early.
    Taking a lock is not this rule's business: a short thread lock in a coroutine is right (ASF201 says when it is not).
    """

    code = "ASF108"
    name = "blocking-wait"
    message = "`{call}` blocks the event loop{harm}: no task of this loop runs until it returns; use {instead}"

    category = Category.WAIT

    def harm(self, module: Module, blocking: Blocking) -> str:
        """Waiting for what this loop itself would have to do is a deadlock; the end of a block is no call."""
        node = blocking.node
        func = node.func if isinstance(node, cst.Call) else None
        if isinstance(func, cst.Attribute) and module.colour.waits_for_own_loop(func.value, blocking.op):
            return " while it waits for a coroutine that only this loop can run (deadlock)"
        if module.blocking.is_leaving(blocking):
            return " where its block is left, which waits for all jobs that were submitted"
        return ""
