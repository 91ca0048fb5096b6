"""ASF701: loop-object-from-thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.contexts import how
from flake8_asyncsafe.model.contexts.admitted import AdmittedCalls
from flake8_asyncsafe.model.contexts.loop_bound import LoopBound
from flake8_asyncsafe.model.contexts.loop_threads import LoopThreads
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class LoopObjectFromThread(Rule):
    """Code on a worker thread uses an object that belongs to an event loop.

    ## What it does
    Checks for calls, in code that runs on a worker thread, of what may only be called on the thread of the event loop:
    `loop.call_soon`, `call_later`, `create_task`, `stop`, `add_reader`; `asyncio.create_task`; `put_nowait`, `set`,
    `release`, `notify` of asyncio's queues, events, locks and conditions; `set_result`, `cancel` and the like of its
    futures and tasks; `start_soon`, `cancel`, `set`, `send_nowait` of trio and anyio.  Such a method that is handed
    to a thread (`Timer(5, loop.stop)`) is reported too.  Code runs on a thread if a thread, pool, `to_thread` or
    `run_in_executor` starts it, or something that such code calls; the message gives the chain.  So does code that says
    so itself: beside `run_coroutine_threadsafe(c, loop)` or `loop.call_soon_threadsafe(f)`, on the same path, a direct
    use of that loop (`ensure_future(c, loop=loop)`) or of what belongs to one is reported.  And where an object runs
    its loop on a thread of its own, its plain public methods may not use that loop directly.

    ## Why is this bad?
    To be shared between threads is a property of a type: a reference-counted pointer whose counter is a plain number
    works perfectly on one thread and must never be seen by two.  The objects of an event loop are of that sort.  They
    take no lock, because all that touches them runs on one thread, one step after another; and the loop sleeps in
    `select` until it is told that there is something to do.  Rust does not compile a program that sends such a thing to
    another thread.  Python runs it: the call changes the loop's lists from outside, and nobody wakes the loop.  The
    callback or the waiting task runs when something else happens to wake it, which on a quiet server is never.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/

    ## Example
    ```python
    import asyncio


    def read_sensor(queue: asyncio.Queue[int]) -> None:
        queue.put_nowait(21)


    async def main() -> None:
        queue: asyncio.Queue[int] = asyncio.Queue()
        await asyncio.to_thread(read_sensor, queue)
    ```

    ## Use instead
    ```python
    import asyncio


    def read_sensor(loop: asyncio.AbstractEventLoop, queue: asyncio.Queue[int]) -> None:
        loop.call_soon_threadsafe(queue.put_nowait, 21)


    async def main() -> None:
        queue: asyncio.Queue[int] = asyncio.Queue()
        await asyncio.to_thread(read_sensor, asyncio.get_running_loop(), queue)
    ```

    For a coroutine it is `asyncio.run_coroutine_threadsafe(coro(), loop)`; with anyio and trio
    `from_thread.run_sync(event.set)`, or the token's `run_sync_soon`.

    ## Known limits
    The object's type has to be seen: through an annotation, the call that made it, or what callers in sight give.  A
    thread that runs a loop of its own may use that loop's objects; which loop an object belongs to is not looked at
    there, so what is wrong there is missed.  Code that asks first on which thread it is, or whether a loop is running,
    is not reported.
    """

    code = "ASF701"
    name = "loop-object-from-thread"
    message = (
        "`{callee}` is called on {where}, but belongs to the thread of its event loop, which is not woken: {instead}"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Look at what runs on threads without a loop, and at the methods that are given to threads."""
        if not module.linked and not any(module.imports(library) for library in ("asyncio", "anyio", "trio")):
            return
        bound = module.ask(LoopBound)
        seen = set()
        for call, name, reach in bound.calls():
            text = module.source(call.node.func)
            yield self.finding(
                call.node, callee=text, where=f"a worker thread ({how(module, reach)})", instead=_instead(name, text)
            )
            seen.add(call)
        for each in module.ask(AdmittedCalls).found():
            if each.call not in seen:
                text = module.source(each.call.node.func)
                said = f"another thread, as line {module.line(each.beside.node)} allows for"
                yield self.finding(each.call.node, callee=text, where=said, instead=_instead(each.name, text))
                seen.add(each.call)
        for call, name, home in module.ask(LoopThreads).found():
            if call not in seen:
                text = module.source(call.node.func)
                said = f"its caller's thread, while the loop has one of its own (line {module.line(home.node)})"
                yield self.finding(call.node, callee=text, where=said, instead=_instead(name, text))
        for node, name, api in bound.given():
            text = module.source(node)
            yield self.finding(
                node, callee=text, where=f"a worker thread (`{api}` runs it)", instead=_instead(name, text)
            )


def _instead(name: str, text: str) -> str:
    """What to do instead of calling an API of that name, written as ``text``."""
    library = name.partition(".")[0]
    if library != "asyncio":
        return f"{library}.from_thread.run_sync({text}, ...)"
    if name.endswith(("create_task", "ensure_future", "asyncio.Task")):
        return "asyncio.run_coroutine_threadsafe(..., loop)"
    return f"loop.call_soon_threadsafe({text}, ...)"
