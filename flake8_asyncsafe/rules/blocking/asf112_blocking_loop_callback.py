"""ASF112: blocking-loop-callback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import Category, Form, Where
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.calls.spawns import Spawn
    from flake8_asyncsafe.model.module import Module

_FILES = frozenset({Category.FILE, Category.METADATA})


class BlockingLoopCallback(Rule):
    """A plain function that the event loop will call itself blocks it.

    ## What it does
    Checks for callbacks given to the loop (`call_soon`, `call_later`, `call_at`, `call_soon_threadsafe`, `add_reader`,
    `add_writer`, `add_signal_handler`, `start_server`, `add_done_callback` of a task or asyncio future), and plain
    functions registered with a framework that calls them on its loop (handlers of Sanic and Litestar, `@on` and timers
    of Textual, `PeriodicCallback` of Tornado, checks of discord.py, ...), that block, themselves or through what they
    call, in this or another module of the project.  Files count only in the callback itself, and reading a socket is
    no wait in a callback that runs when a file descriptor is ready.  Reported where the callback is registered, by a
    call or a decorator: that is where its fate is decided.

    ## Why is this bad?
    A callback looks like ordinary synchronous code: no `async` warns the reader.  But the loop calls it between two
    tasks, on its own thread, and goes on to the next task when it returns.  A coroutine could at least suspend; a
    callback cannot, so everything it waits for, all tasks wait for.  A reader is called for every piece of input: the
    busier the program, the more often it stops.

    A callback should record, set an event, or start something: a task for async work, a thread for blocking work.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio
    import time


    def save(task: asyncio.Task[str]) -> None:
        time.sleep(0.1)  # wait for the volume to be mounted
        print(task.result())


    async def download(url: str) -> str: ...


    async def start(url: str) -> None:
        task = asyncio.create_task(download(url))
        task.add_done_callback(save)
        await task
    ```

    ## Use instead
    ```python
    import asyncio


    async def save(text: str) -> None:
        await asyncio.sleep(0.1)  # wait for the volume to be mounted
        print(text)


    async def download(url: str) -> str: ...


    async def start(url: str) -> None:
        await save(await download(url))
    ```

    Where it has to be a callback, it hands the work on at once:

    ```python
    import asyncio
    import signal


    def reload() -> None: ...


    async def serve() -> None:
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, loop.run_in_executor, None, reload)
    ```

    ## Known limits
    The object that registers has to be known as a loop, task or asyncio future; on an object of unknown type
    `add_done_callback` is not reported, since that of `concurrent.futures` runs in the worker thread, where blocking is
    fine.  What frameworks call, and where, is known only as far as the catalogue goes; many run plain functions in a
    thread (FastAPI, Starlette, Quart, Django), and those are not reported.  Methods that override a hook of a framework
    class (`data_received` of a protocol, `on_mount` of Textual) are treated like coroutines: ASF101 to ASF110, ASF120.
    """

    code = "ASF112"
    name = "blocking-loop-callback"
    message = "`{callback}` will be called by the event loop itself and blocks it: {chain}; {advice}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask of each callback that is given to the loop whether it blocks."""
        on_loop = frozenset(module.on_loop)
        for spawn in module.spawns.all():
            if spawn.where is not Where.LOOP_CALLBACK or spawn.form not in {Form.FUNCTION, Form.CALLABLE}:
                continue
            if spawn.function in on_loop:
                continue  # a method that the framework calls there: its body is reported
            chain, instead = _blocks(module, spawn)
            if chain:
                yield self.finding(
                    spawn.node,
                    callback=module.source(spawn.given),
                    chain=chain,
                    advice=f"let the callback start a task that uses {instead}",
                )


def _blocks(module: Module, spawn: Spawn) -> tuple[str, str]:
    """How a callback blocks, and what a task does instead; empty if it does not as far as is known."""
    direct = module.blocking.spawned(spawn)
    if direct is not None and direct.blocks is not Category.METADATA:
        return f"{direct.name} blocks", module.offload(module.source(spawn.given))
    function = spawn.function
    if function is None or function.is_async or function.is_generator:
        return "", ""
    api = module.catalogue.api(spawn.name)
    ready = api is not None and api.when_ready
    for blocking in module.blocking.of(function):
        if ready and module.blocking.waits_until_ready(blocking):
            continue
        if blocking.category is not Category.METADATA and not module.excused(blocking.node):
            return f"line {module.line(blocking.node)} {blocking.name}", module.replacement(blocking)
    for effect in module.blocking_effects.of(function):
        if effect.what.category not in _FILES and not (ready and module.blocking.waits_until_ready(effect.what)):
            return module.chain(effect, effect.what.name), module.replacement(effect.what)
    return "", ""
