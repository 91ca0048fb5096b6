"""ASF708: fork-with-threads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.contexts.forked import Forks
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module

_WHAT = {
    "fork": "forks",
    "process": "forks this process",
    "pool": "forks this process for each worker",
    "job": "forks this process for each worker",
    "executor": "forks this process for each worker",
    "preexec": "runs Python in a forked child (`preexec_fn`)",
}


class ForkWithThreads(Rule):
    """The process is forked while it has other threads, or from a running event loop.

    ## What it does
    Checks for `os.fork`, the start of a process or process pool whose start method is fork, and `preexec_fn`, behind
    the start of a thread that has not been joined, on a worker thread, or in code that runs on an event loop.  No start
    method counts as fork, which is the default on Linux before Python 3.14.

    ## Why is this bad?
    A lock guard must not leave its thread in Rust: some operating systems want a mutex to be unlocked by the very
    thread that locked it.  A fork breaks that for all threads at once.  The child has a copy of the whole memory, with
    every lock as it was at that moment, but of the threads it has only the one that forked.  A lock that another
    thread held, of logging, of the allocator, of a queue, is locked in the child, and its owner does not exist there:
    whoever asks for it waits for ever.  The child of an event loop inherits its file descriptors too, and what it does
    to the selector happens to the parent.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/

    ## Example
    ```python
    import multiprocessing
    import threading


    def beat() -> None:
        print("still there")


    def crunch() -> None:
        print(sum(range(1000)))


    def main() -> None:
        threading.Thread(target=beat, daemon=True).start()
        process = multiprocessing.Process(target=crunch)
        process.start()
        process.join()
    ```

    ## Use instead
    ```python
    import multiprocessing
    import threading


    def beat() -> None:
        print("still there")


    def crunch() -> None:
        print(sum(range(1000)))


    def main() -> None:
        threading.Thread(target=beat, daemon=True).start()
        process = multiprocessing.get_context("spawn").Process(target=crunch)
        process.start()
        process.join()
    ```

    Or start the processes before the first thread; for `preexec_fn` there are `start_new_session`, `process_group`,
    `user` and `umask`.

    ## Known limits
    Only threads of the same module count: that a library has started some is not known.  Of two methods that callers
    may call in any order nothing is said, unless the constructor starts the thread.
    """

    code = "ASF708"
    name = "fork-with-threads"
    message = (
        "`{callee}` {what} while {why}: a lock that one of them holds stays locked in the child for ever; {instead}"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Look for forks beside threads and on loops."""
        for start, why in module.ask(Forks).beside_others():
            instead = (
                "use `start_new_session`, `process_group` or `user`"
                if start.how == "preexec"
                else (
                    "fork before the threads are started"
                    if start.how == "fork"
                    else "use the start method spawn or forkserver"
                )
            )
            text = module.source(start.call.node.func)
            yield self.finding(start.call.node, callee=text, what=_WHAT[start.how], why=why, instead=instead)
