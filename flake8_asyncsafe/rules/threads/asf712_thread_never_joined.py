"""ASF712: thread-never-joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.contexts.unjoined import Unjoined
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class ThreadNeverJoined(Rule):
    """A thread, process, timer or executor that is no daemon is started and never joined or closed.

    ## What it does
    Checks for the start of a non-daemon `Thread`, `Process` or `Timer` that nothing in sight joins, cancels or hands to
    others, and for an executor that is neither used in a `with` nor shut down.

    ## Why is this bad?
    A handle says who is responsible for what was started.  Rust's scoped threads do not even compile unless they end
    before what they borrow does.  A Python thread that nobody joins goes on when the function that started it has
    returned, uses what that has closed by now, and its exception is printed and forgotten.  At exit the interpreter
    waits for it, however long it takes: a timer of an hour keeps the process for an hour.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/

    ## Example
    ```python
    import threading


    def save(path: str) -> None:
        print(path)


    def on_change(path: str) -> None:
        threading.Thread(target=save, args=(path,)).start()
    ```

    ## Use instead
    ```python
    import threading


    def save(path: str) -> None:
        print(path)


    def on_change(paths: list[str]) -> None:
        threads = [threading.Thread(target=save, args=(path,)) for path in paths]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    ```

    ## Known limits
    Off by default: to let a thread run to its end by itself is a way to write programs.  What is returned, passed on,
    or kept in an attribute that others read may be joined elsewhere and is not reported.
    """

    code = "ASF712"
    name = "thread-never-joined"
    default = False
    message = "nobody waits for the {kind} that `{callee}` starts, or ends it: keep it and {instead}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Look for starts without an end."""
        if not any(word in module.lowered_source for word in ("thread", "timer", "process", "executor")):
            return
        for start, kind in module.ask(Unjoined).all():
            instead = {
                "executor": "shut it down, or use it in a `with`",
                "timer": "cancel it",
            }.get(kind, "join it, or make it a daemon")
            yield self.finding(start.node, kind=kind, callee=module.source(start.node.func), instead=instead)
