"""ASF706: process-state-across-await."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.contexts.process_state import ProcessState
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import libcst as cst

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module

_INSTEAD = {
    "working directory": "pass absolute paths, or `cwd=` to the child process",
    "environment": "pass `env=` to the child process",
    "standard output": "pass the stream to what writes",
    "standard error": "pass the stream to what writes",
    "default timeout of sockets": "give the socket its timeout",
}


class ProcessStateAcrossAwait(Rule):
    """State of the whole process is changed for a while, and a task is suspended meanwhile.

    ## What it does
    Checks in coroutines for `os.chdir`, `os.umask`, changes of `os.environ`, `sys.stdout`, the locale, the default
    timeout of sockets and `decimal.DefaultContext` that the coroutine puts back behind an await; and for an await
    inside `contextlib.chdir`, `redirect_stdout`, `redirect_stderr`, `warnings.catch_warnings`, `mock.patch` (outside
    tests), and context managers of the module that do such things.  The same in functions that run on several threads
    at once, without an await.

    ## Why is this bad?
    What makes a cell unfit to be shared is that somebody can change it through one reference while another one is
    looking. A process has such cells that every line of it refers to: its directory, its environment, where print goes.
    To change one and put it back is right as long as nobody else runs in between.  At an await everybody else does: the
    other tasks open their files in the wrong directory and print into the wrong buffer.  And if two of them do the
    same, each saves and puts back what the other has set, and the process stays changed after both have ended.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/

    ## Example
    ```python
    import asyncio
    import contextlib
    import io


    async def captured(work: asyncio.Task[None]) -> str:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            await work
        return out.getvalue()
    ```

    ## Use instead
    ```python
    import asyncio
    import io
    from collections.abc import Awaitable, Callable


    async def captured(work: Callable[[io.StringIO], Awaitable[None]]) -> str:
        out = io.StringIO()
        await work(out)
        return out.getvalue()
    ```

    ## Known limits
    A change that is not put back by the same function is not reported: it may be meant for good.  A program with a
    single task does no harm by it, which the rule cannot see.  `decimal.localcontext` and `ContextVar` are kept for
    each task, and are right.  Output redirected to an object of a class of the project is taken to be meant: all output
    of the process is to go there.
    """

    code = "ASF706"
    name = "process-state-across-await"
    message = "`{what}` changes the {state} of the whole process, and {when}: {instead}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Look for changes that last over an await, or beside other threads."""
        state = module.ask(ProcessState)
        if not state.relevant:
            return
        seen: set[cst.CSTNode] = set()
        for change, suspend in state.across_awaits():
            if change.node not in seen:
                seen.add(change.node)
                when = f"other tasks run at the await in line {module.line(suspend.node)}"
                yield self._found(module, change.node, change.what, when)
        for change, other in state.on_threads():
            if change.node not in seen:
                seen.add(change.node)
                same = other is change.op.function
                when = f"{'several threads do' if same else f'`{other.name}` does'} so at the same time"
                yield self._found(module, change.node, change.what, when)

    def _found(self, module: Module, node: cst.CSTNode, what: str, when: str) -> Finding:
        instead = _INSTEAD.get(what, "keep it to code that does not await")
        return self.finding(node, what=module.source(node), state=what, when=when, instead=instead)
