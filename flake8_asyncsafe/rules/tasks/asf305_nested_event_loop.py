"""ASF305: nested-event-loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call


class NestedEventLoop(Rule):
    """An event loop is started on a thread where one is running already.

    ## What it does
    Checks for `asyncio.run`, `Runner.run`, `loop.run_until_complete`, `loop.run_forever`, `trio.run` and
    `anyio.run` in a coroutine, and for calls in a coroutine that lead there through plain functions of this or another
    module.  The report stands at the call in the coroutine; the message shows the chain.

    ## Why is this bad?
    Awaiting passes "not ready yet" up the chain of callers until it reaches the executor, which stands at the very
    bottom and belongs to no coroutine.  That is why a Rust `main` needs a macro to start one, and why an executor
    inside an executor has nobody to pass it to: while the inner one blocks, the outer one cannot poll anything.
    Python refuses at run time: `RuntimeError: asyncio.run() cannot be called from a running event loop`.  It
    refuses only where a loop runs, so a plain helper that hides `asyncio.run` passes its tests and the command
    line, and fails the first time a web handler calls it.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    async def fetch(url: str) -> str:
        return url


    def fetch_sync(url: str) -> str:
        return asyncio.run(fetch(url))


    async def handler(url: str) -> str:
        return fetch_sync(url)
    ```

    ## Use instead
    ```python
    import asyncio


    async def fetch(url: str) -> str:
        return url


    def fetch_sync(url: str) -> str:
        return asyncio.run(fetch(url))


    async def handler(url: str) -> str:
        return await fetch(url)


    async def handler_without_async_twin(url: str) -> str:
        return await asyncio.to_thread(fetch_sync, url)
    ```

    ## Known limits
    What is handed to a thread, pool or process is not in the coroutine and is never reported; nor is a loop started
    only after asking that none runs (`get_running_loop()` with `except RuntimeError`, `is_running()`).  Plain
    callbacks of the loop (`call_soon`) run inside it too and are missed.  Programs that patch asyncio to allow
    nesting (`nest_asyncio`, notebooks) should switch the rule off.
    """

    code = "ASF305"
    name = "nested-event-loop"
    message = (
        "`{callee}` starts an event loop while this thread already runs one, which raises RuntimeError{via}: "
        "await the coroutine, or hand the call to a thread"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Look for loops that are run where one runs already: in coroutines, and in plain helpers that they call."""
        if module.imports("nest_asyncio"):
            return
        body = module.lowering.module
        for function in (*module.on_loop, *([body] if body.suspends else ())):  # `await` in a cell of a notebook
            seen: set[cst.CSTNode] = set()
            for call in function.calls:
                if module.runs_loop(call) is not None and not _may_be_another(module, call):
                    seen.add(call.node)
                    yield self.finding(call.node, callee=module.source(call.node.func), via="")
            for edge in module.graph.edges(function):
                if edge.awaited or edge.callee.kind == "lambda" or edge.node in seen:
                    continue
                effects = [each for each in module.loop_effects.along(edge) if not module.is_of_other_form(edge, each)]
                for effect in effects[:1]:
                    seen.add(edge.node)
                    what = edge.node.func if isinstance(edge.node, cst.Call) else edge.node
                    yield self.finding(
                        edge.node, callee=module.source(what), via=f" ({module.chain(effect, effect.what)})"
                    )


def _may_be_another(module: Module, call: Call) -> bool:
    """``await self.send()`` where ``send`` is one thing or, wrapped to run a loop, another: the former is meant."""
    return module.use(call.node).kind == "awaited" and len(module.apis(call)) < len(module.targets(call))
