"""ASF711: thread-never-started."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.contexts.made import MadeThreads
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class ThreadNeverStarted(Rule):
    """A thread, timer or process is made and never started, or `run()` is called where `start()` is meant.

    ## What it does
    Checks for `threading.Thread`, `threading.Timer`, `multiprocessing.Process` and classes derived from them whose
    object is dropped, or bound to a local variable by which nobody starts it or hands it on; and for calls of `.run()`
    on such an object.

    ## Why is this bad?
    In Rust, to spawn a thread is one call: the closure is moved to it, and from then on runs there.  In Python it is
    two.  An object is made, and it is a thread only when `start()` is called.  Without that nothing happens, and
    nothing complains: the work is not done.  With `run()` it is done, but here: on the thread that calls, which waits
    for all of it.  What should have been sent away was not.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/

    ## Example
    ```python
    import threading


    def index(path: str) -> None:
        print(path)


    def on_upload(path: str) -> None:
        threading.Thread(target=index, args=(path,))


    def on_change(path: str) -> None:
        thread = threading.Thread(target=index, args=(path,))
        thread.run()
    ```

    ## Use instead
    ```python
    import threading


    def index(path: str) -> None:
        print(path)


    def on_upload(path: str) -> None:
        threading.Thread(target=index, args=(path,)).start()
    ```

    ## Known limits
    What is stored in an attribute or a collection, passed on or returned may be started by others, and is not reported.
    Nor is a class whose constructor starts the thread or gives it away, or has bases in other modules.  `run()` on
    `self` is the class's own business.
    """

    code = "ASF711"
    name = "thread-never-started"
    message = "{what}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Look at what becomes of threads that are made."""
        source = module.lowered_source
        if not any(word in source for word in ("thread", "timer", "process")):
            return
        threads = module.ask(MadeThreads)
        for made in threads.never_started():
            text = module.source(made.call.node.func)
            yield self.finding(
                made.call.node,
                what=f"the {made.kind} that `{text}` makes is never started, so it does nothing: call its `start()`",
            )
        for call, kind in threads.run_directly():
            text = module.source(call.node.func)
            yield self.finding(
                call.node,
                what=f"`{text}()` does the work of the {kind} here and now, on the thread that calls: call `start()`",
            )
