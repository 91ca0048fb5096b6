"""ASF307: async-where-sync-expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import Form, Where
from flake8_asyncsafe.model.dispatch.tested import is_told_plain
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class AsyncWhereSyncExpected(Rule):
    """A coroutine function is given to an API that calls it and never awaits what it returns.

    ## What it does
    Checks for coroutine functions (also in a `partial`, or called by a lambda that returns the coroutine) handed to
    threads, processes and timers, `submit` and `map` of executors and pools, `to_thread`, `run_in_executor`, the
    loop's `call_soon`, `call_later`, `call_at`, `call_soon_threadsafe` and `add_signal_handler`,
    `add_done_callback`, `signal.signal`, `atexit.register`, `weakref.finalize`, as `key` of `sorted`, `min`, `max`,
    and to `filter`, `reduce` and a `map` whose items are used as values.  Also for `async def` under a decorator whose
    library only calls what it decorates (`@app.task` of Celery), and for `async def` methods that override one that is
    only called (`data_received` of an asyncio protocol, `on_close` of Tornado).

    ## Why is this bad?
    Calling an async function only hands back a future; running it takes somebody who polls.  In Rust a thread wants
    a closure and a spawn wants a future, and the types keep the two apart.  In Python both are callables, and these
    APIs belong to the first kind: they call, look at nothing and go on.  The thread ends at once, the callback
    "ran", the signal was "handled", and no line of the body was executed.  As a sort key or filter the coroutine
    object itself becomes the value: it cannot be ordered, and it is always true.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import threading


    async def poll_sensor(name: str) -> None: ...


    def start(name: str) -> None:
        threading.Thread(target=poll_sensor, args=(name,)).start()
    ```

    ## Use instead
    ```python
    import asyncio
    import threading


    async def poll_sensor(name: str) -> None: ...


    def start(name: str) -> None:
        threading.Thread(target=lambda: asyncio.run(poll_sensor(name))).start()
    ```

    On the loop itself no thread is needed: `asyncio.create_task(poll_sensor(name))`, kept somewhere (ASF303).  A
    callback of the loop starts a task in the same way.

    ## Known limits
    Only the APIs above count: an unknown function may well await what it is given.  `gather(*map(f, xs))` and a
    `map` whose items are awaited are right and not reported.  A callable that is a coroutine function on some paths
    only is not reported.  Objects with an async `__call__` are missed.
    """

    code = "ASF307"
    name = "async-where-sync-expected"
    message = "`{api}` calls `{function}` and does not await it, so its body never runs: {instead}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Look at the colour of what is handed to APIs that make a plain call."""
        for call in module.calls():
            for api, runs, given in module.spawns.handed_over(call):
                if runs.form is not Form.FUNCTION or not module.colour.is_coroutine_function(given, call):
                    continue
                if module.colour.awaits_result(call) or is_told_plain(given, call):
                    continue
                if runs.where is Where.INLINE and not module.colour.consumes_results(call, api):
                    continue
                yield self.finding(call.node, api=api, function=module.source(given), instead=_instead(runs.where))
        for spawn in module.spawns.of_definitions():
            if spawn.how == "hook" and spawn.name in {"threading.Thread", "multiprocessing.Process"}:
                continue  # `async def run` of a thread: an override of another colour (ASF901)
            if spawn.form is Form.FUNCTION and spawn.function is not None and spawn.function.is_coroutine:
                instead = _instead(spawn.where).replace("pass", "make it")
                yield self.finding(spawn.node, api=spawn.name, function=module.source(spawn.given), instead=instead)


def _instead(where: Where) -> str:
    if where in {Where.THREAD, Where.PROCESS}:
        return "pass a plain function, or `asyncio.run` with the coroutine"
    if where is Where.LOOP_CALLBACK:
        return "pass a plain function that starts a task"
    return "pass a plain function"
