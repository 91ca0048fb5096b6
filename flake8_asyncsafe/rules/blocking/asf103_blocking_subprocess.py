"""ASF103: blocking-subprocess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import Category
from flake8_asyncsafe.rules.blocking.direct import DirectBlockingRule

if TYPE_CHECKING:
    from flake8_asyncsafe.model.calls.blocking import Blocking
    from flake8_asyncsafe.model.module import Module


class BlockingSubprocess(DirectBlockingRule):
    """A coroutine waits for another program with the thread instead of with the task.

    ## What it does
    Checks for `subprocess.run` and its relatives, `Popen` and its `wait` and `communicate`, `os.system`, `os.popen`,
    `os.wait*` and `os.spawn*` with `P_WAIT`, called where the event loop runs.  Forms that only ask are left alone:
    `poll()`, `wait(timeout=0)`, `WNOHANG`, `P_NOWAIT`; so are `wait()` of a process that is known to have ended, and
    what comes right before `os._exit` or `os.exec*`.

    ## Why is this bad?
    The other program runs by itself; nobody in this one has anything to do for it but wait.  That is the idle time
    which an event loop exists to reclaim, and the synchronous call throws it away: the loop's thread is parked in the
    operating system until the program ends, so no task runs, and no timeout can fire to cut the wait short.

    There is a sharper form: if the child talks to this very program (a test server, a callback URL), it waits for an
    answer that only the blocked loop could give.  Both wait for ever.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import subprocess


    async def revision(folder: str) -> str:
        done = subprocess.run(["git", "-C", folder, "rev-parse", "HEAD"], capture_output=True, text=True)
        return done.stdout.strip()
    ```

    ## Use instead
    ```python
    import asyncio
    from asyncio.subprocess import PIPE


    async def revision(folder: str) -> str:
        process = await asyncio.create_subprocess_exec("git", "-C", folder, "rev-parse", "HEAD", stdout=PIPE)
        output, _ = await process.communicate()
        return output.decode().strip()
    ```

    In trio and anyio: `await trio.run_process(...)`, `await anyio.run_process(...)`.

    ## Known limits
    Starting a process with `Popen` is reported although it blocks only until the program is loaded; on a loaded
    machine, or with `preexec_fn`, that is long enough to be felt.  A `Popen` that comes out of a container is not known
    to be one.

    ## Fix safety
    The fix applies to the plain forms whose arguments mean the same in the async form, and awaits it.  Other tasks now
    run while the program does; check that nothing relied on their standing still.
    """

    category = Category.SUBPROCESS
    code = "ASF103"
    name = "blocking-subprocess"
    fixable = True
    message = "`{call}` blocks the event loop {harm}; use {instead}"

    def harm(self, module: Module, blocking: Blocking) -> str:
        """Starting a program takes until it is loaded, waiting for it until it ends."""
        if module.blocking.only_starts(blocking):
            return "until the other program has been started (fork and exec): no task runs meanwhile"
        return "while another program runs: no other task does"
