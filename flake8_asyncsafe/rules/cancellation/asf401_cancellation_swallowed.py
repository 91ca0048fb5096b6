"""ASF401: cancellation-swallowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.cancellation.aftermath import Aftermath
from flake8_asyncsafe.model.flow import BREAK, CONTINUE, NEXT, RAISE, RETURN
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.cancellation import Swallower
    from flake8_asyncsafe.model.module import Module


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
    attributes (cancelled anywhere in the class), outer variables and the items of a collection.  The coroutine given to
    `asyncio.run` is the outermost and may do as it likes; so is a test.  A handler that asks whose cancellation it is
    (`uncancel()`, `cancelling()`, `cancelled()` of the task it waits for, a flag that is set where that is cancelled or
    closed) accounts for it and is not reported, whatever it then does; neither is a handler within another that has a
    cancellation in hand already, nor one in a `finally` that only an exception enters, which is raised on after it.  An
    exception that is kept in a variable or a list counts as raised if the function raises it anywhere.  trio and anyio
    raise a cancellation again at the next `await`, so a handler of theirs that awaits without a shield is not reported.

    A worker that ends at once when it is cancelled is reported: who awaits it under a timeout sees a normal end.  That
    a scope of the function's own was cancelled is not seen.  A base class of the cancellation that is kept in a
    variable is followed only within the module.
    """

    code = "ASF401"
    name = "cancellation-swallowed"
    message = "{what} catches the cancellation raised at the await ({lines}) and {path}: {harm}; {advice}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Report each place where cancellations end."""
        for found in module.cancellation.swallowers():
            numbers = sorted({module.line(point.node) for point in found.points})
            noun = "line" if len(numbers) == 1 else "lines"
            yield self.finding(
                found.node,
                what=f"`{_head(module, found)}`",
                lines=f"{noun} {', '.join(map(str, numbers[:4]))}{', ...' if len(numbers) > 4 else ''}",
                path=_path(found),
                harm=_harm(module, found),
                advice=_advice(module, found),
            )


def _head(module: Module, found: Swallower) -> str:
    if found.handler is None:
        return module.source(found.node)
    members = module.ask(Aftermath).catching(found)
    if members:
        return f"except (..., {', '.join(map(module.source, members))})"
    return f"except {module.source(found.handler.type)}" if found.handler.type is not None else "except:"


def _goes_on(found: Swallower) -> bool:
    return CONTINUE in found.ways or (NEXT in found.ways and found.in_loop)


def _path(found: Swallower) -> str:
    if _goes_on(found):
        return "goes on with the loop"
    if RETURN in found.ways:
        return "returns"
    if BREAK in found.ways:
        return "leaves the loop"
    return "falls through" if NEXT in found.ways else f"raises `{found.raised}` in its place"


def _harm(module: Module, found: Swallower) -> str:
    if found.ways == {RAISE}:
        return "who cancelled the task is told that it failed, and it may be tried again"
    if _goes_on(found) and module.ask(Aftermath).is_endless(found):
        return "the task cannot be stopped, and who waits for its end hangs"
    if _goes_on(found):
        return "the task runs on until the loop ends, and who cancelled it is told that it ended well"
    return "who cancelled the task is told that it ended well, and its caller runs on"


def _advice(module: Module, found: Swallower) -> str:
    if found.handler is None:
        return "suppress it only around the await of a task that you have cancelled yourself"
    kind = found.handler.type
    if kind is None or (isinstance(kind, cst.Name) and kind.value == "BaseException"):
        return "catch `Exception`, or end every path with `raise`"
    members = module.ask(Aftermath).catching(found)
    if members:
        return f"give `{module.source(members[0])}` a handler of its own that ends with `raise`"
    return "end every path with `raise`"
