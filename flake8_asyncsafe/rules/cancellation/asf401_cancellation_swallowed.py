"""ASF401: cancellation-swallowed."""

from __future__ import annotations

from flake8_asyncsafe.rules.base import Rule


class CancellationSwallowed(Rule):
    """A handler catches a cancellation and does not let it pass.

    ## What it does
    Checks for `except` clauses (bare, `BaseException`, or by name: `asyncio.CancelledError`, `trio.Cancelled`,
    `anyio.get_cancelled_exc_class()`) and `contextlib.suppress` around an `await` in a coroutine, if some path
    through them does not raise the cancellation again.  Raising another exception in its place, returning a value,
    `break` and `continue` are such paths.

    ## Why is this bad?
    `select!` in Rust cancels by dropping a future: it is never polled again, and its code is not asked.  Python
    cancels by *asking*.  The task is resumed with an exception at its `await`, and it is cancelled only if that
    exception comes out at the top.  A handler that keeps it has refused the request: `cancel()` does nothing, a
    timeout passes and nobody hears of it, a task group waits at its end for a child that works on, and a shutdown
    hangs until the process is killed.  What is refused is also forgotten: asyncio does not ask twice.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    async def worker(queue: asyncio.Queue[str]) -> None:
        while True:
            try:
                print(await queue.get())
            except (TimeoutError, asyncio.CancelledError):
                print("nothing to do")
    ```

    ## Use instead
    ```python
    import asyncio


    async def worker(queue: asyncio.Queue[str]) -> None:
        while True:
            try:
                print(await queue.get())
            except TimeoutError:
                print("nothing to do")
            except asyncio.CancelledError:
                print("stopped")
                raise
    ```

    `except Exception` does not catch a cancellation, and `finally` is the place for clean-up.  Only who cancelled a
    task may stop the cancellation, where it waits for the task's end; this is not reported:

    ```python
    import asyncio
    import contextlib


    async def stop(task: asyncio.Task[None]) -> None:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
    ```

    ## Known limits
    The idiom above also stops a cancellation of `stop` itself that arrives at that moment.  It is accepted for locals,
    attributes (cancelled anywhere in the class) and the items of a collection.  The coroutine given to `asyncio.run`
    is the outermost and may do as it likes.  A handler that calls `uncancel()` accounts for the request and is not
    reported.  A worker that ends at once when it is cancelled is reported: who awaits it under a timeout sees a normal
    end.  A base class of the cancellation that is kept in a variable is followed only within the function.
    """

    code = "ASF401"
    name = "cancellation-swallowed"
    message = "{what} catches the cancellation raised at the await ({lines}) and {path}: {harm}; {advice}"
