"""ASF113: offload-called-too-early."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class OffloadCalledTooEarly(Rule):
    """The function that a thread should run is called here, and its result is handed over in its place.

    ## What it does
    Checks for a call where a thread or process is to be given a function: `to_thread(load())`,
    `run_in_executor(None, load())`, `submit(load())`, `Thread(target=load())`, `Timer(1, load())`, `run_sync(load())`.
    Reported if the call is known to return something that cannot be called.

    ## Why is this bad?
    To move work to another thread is to hand over a description of the work: a function and its arguments.  Rust's
    `spawn_blocking` takes a closure and would not compile with anything else.  In Python an argument is any value, and
    arguments are computed before the call.  So the parentheses run the whole work here, on the thread that was to be
    kept free; the thread then gets a string or `None` to call.

    With luck that ends in "'str' object is not callable", after the damage.  `Thread(target=None)` is even legal: the
    thread starts, does nothing and ends, and the code looks as if it had worked, only slow.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio
    import hashlib


    def digest(data: bytes) -> str:
        return hashlib.sha256(data).hexdigest()


    async def etag(data: bytes) -> str:
        return await asyncio.to_thread(digest(data))
    ```

    ## Use instead
    ```python
    import asyncio
    import hashlib


    def digest(data: bytes) -> str:
        return hashlib.sha256(data).hexdigest()


    async def etag(data: bytes) -> str:
        return await asyncio.to_thread(digest, data)
    ```

    ## Known limits
    Silent where the call may return a function: factories, closures, `functools.partial`, `operator.itemgetter`,
    objects with `__call__`, table look-ups, and every function of whose result nothing is known.

    ## Fix safety
    The fix passes the function and its arguments apart (`to_thread(digest, data)`, `Thread(target=digest,
    args=(data,))`), or a lambda where the API takes no keyword arguments.  The work now really runs on another thread:
    what it touches has to be fit for that (ASF503, ASF702).
    """

    code = "ASF113"
    name = "offload-called-too-early"
    fixable = True
    message = "`{call}` runs here and now, and only its result goes to `{api}`: pass the function, {instead}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Look for a call where an offloading API wants a function."""
        for call in module.calls():
            for api, given in module.callables.too_early(call):
                yield self.finding(
                    given,
                    call=module.source(given),
                    api=api,
                    instead=f"`{module.source(given.func)}`, and its arguments after it",
                )
