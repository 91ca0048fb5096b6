"""ASF904: sync-wrapper-on-coroutine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.dispatch.wrapping import Wrapping
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class SyncWrapperOnCoroutine(Rule):
    """A decorator that works around a plain call is put on a coroutine function, whose body runs after the wrapper.

    ## What it does
    Checks for `async def` functions under a decorator whose wrapper is a plain function that does something around
    the call: a `with`, a `try`, a retry loop, work after the call such as stopping a timer.  Also for context
    managers used as decorators (`@contextmanager` functions, `ContextDecorator` classes, file locks) and for libraries
    whose decorators are known to be of that kind.  Reported at the decorator, also where that is called in so many
    words (`load = timed(load)`).

    ## Why is this bad?
    A decorator dispatches: whoever calls the name gets the wrapper, and the wrapper calls what it wraps.  In Rust a
    vtable can only hold functions of one signature, so a wrapper around `fn() -> T` cannot be put around something
    that returns a future; the compiler says so.  In Python both calls look the same.  The call of a coroutine
    function returns at once with an object that has not run yet, and with it the wrapper is done: the lock is
    released, the timer stopped and the `try` left before the first line of the body.  Then the caller awaits, and the
    body runs without any of it.  No error, no warning; the lock guards nothing and the retry never retries.

    ## Drawn from
    *Static vs Dynamic Dispatch in Rust*, https://pluiee.github.io/static-vs-dynamic-dispatch-in-rust/

    ## Example
    ```python
    import functools


    def retried(function):
        @functools.wraps(function)
        def wrapper(*args):
            for _ in range(3):
                try:
                    return function(*args)
                except ConnectionError:
                    continue
            raise ConnectionError

        return wrapper


    @retried
    async def fetch(url: str) -> bytes:
        return b""
    ```

    ## Use instead
    ```python
    import functools


    def retried(function):
        @functools.wraps(function)
        async def wrapper(*args):
            for _ in range(3):
                try:
                    return await function(*args)
                except ConnectionError:
                    continue
            raise ConnectionError

        return wrapper


    @retried
    async def fetch(url: str) -> bytes:
        return b""
    ```

    A decorator for both colours asks `inspect.iscoroutinefunction(function)` and returns a wrapper of that colour.

    ## Known limits
    A wrapper that does something only before the call (checks arguments, logs the call) is right and not reported.
    Decorators of other modules are looked into if those are of the project; of others only what the catalogue says is
    known.  A decorator that mentions coroutines, awaitables or
    futures anywhere, or hands the result to another function, is taken to know what it does.
    """

    code = "ASF904"
    name = "sync-wrapper-on-coroutine"
    message = (
        "`{decorator}` is made for plain functions: {work} is over before the body of `async def {function}` begins, "
        "as calling that only makes a coroutine; {advice}"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Look for coroutine functions under wrappers that do not await."""
        if not module.coroutines:
            return
        for wrapped in module.ask(Wrapping).too_early():
            yield self.finding(
                wrapped.decorator,
                decorator="@" * (not wrapped.called) + module.source(wrapped.decorator),
                function=wrapped.name,
                work=wrapped.work,
                advice="enter it inside the function instead"
                if wrapped.context
                else "give coroutine functions an `async def` wrapper that awaits the call",
            )
