"""ASF705: thread-local-in-coroutine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.contexts.thread_local import ThreadLocals
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import libcst as cst

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class ThreadLocalInCoroutine(Rule):
    """A coroutine reads or writes `threading.local` state, which all tasks of the thread share.

    ## What it does
    Checks for attributes of a `threading.local()`, or of an object of a class derived from it, that a coroutine reads
    or writes, also by `getattr` and `setattr`; and for its calls, before an await, of plain functions that store there
    what they are given.

    ## Why is this bad?
    A value that may not be shared between threads is safe as long as each thread has its own, and that is what a
    thread-local is.  But what it keeps apart is threads.  The tasks of an event loop are many and run on one of them,
    so to them the thread-local is a plain global.  One task stores its user and awaits; another stores its own; the
    first goes on, and reads the second one's user.  `contextvars.ContextVar` is the same thing for tasks: each has a
    context of its own, a copy made when it was created.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/

    ## Example
    ```python
    import asyncio
    import threading

    current = threading.local()


    async def handle(user: str) -> str:
        current.user = user
        await asyncio.sleep(0)
        return current.user
    ```

    ## Use instead
    ```python
    import asyncio
    import contextvars

    current: contextvars.ContextVar[str] = contextvars.ContextVar("current")


    async def handle(user: str) -> str:
        current.set(user)
        await asyncio.sleep(0)
        return current.get()
    ```

    ## Known limits
    Of the plain functions that a coroutine calls only those are reported, at the call, that store what they are given,
    and only before an await: what they keep for the thread and use up before they return no other task sees.  A value
    that really belongs to the thread (its connection, its loop) is reported in a coroutine all the same.
    """

    code = "ASF705"
    name = "thread-local-in-coroutine"
    message = (
        "`{what}` is kept for the thread, but all tasks of the event loop run on one thread and share it: use a "
        "contextvars.ContextVar"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Look for thread-local state in what runs on the loop."""
        locals_ = module.ask(ThreadLocals)
        for function in module.on_loop:
            seen: set[cst.CSTNode] = set()
            for access in locals_.accesses(function):
                if access.node not in seen:
                    seen.add(access.node)
                    what = f"{module.source(access.holder)}.{access.name}"
                    yield self.finding(access.node, what=what)
            for node, access in locals_.set_by_helpers(function):
                if node not in seen:
                    seen.add(node)
                    what = f"{module.source(access.holder)}.{access.name}"
                    yield self.finding(node, what=what)
