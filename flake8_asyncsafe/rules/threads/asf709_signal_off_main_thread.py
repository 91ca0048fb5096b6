"""ASF709: signal-off-main-thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.contexts import Contexts, Kind, how
from flake8_asyncsafe.model.contexts.asks import asks_for_thread, catches
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module

_APIS = frozenset(
    {
        "signal.signal", "signal.set_wakeup_fd", "asyncio.AbstractEventLoop.add_signal_handler",
        "trio.open_signal_receiver", "anyio.open_signal_receiver",
    }
)  # fmt: skip


class SignalOffMainThread(Rule):
    """A signal handler is installed by code that runs on a worker thread.

    ## What it does
    Checks for `signal.signal`, `signal.set_wakeup_fd`, `loop.add_signal_handler` and the `open_signal_receiver` of
    trio and anyio in code that a thread, pool or executor runs, also in an event loop of that thread.  The message
    gives the chain from where the thread is started.

    ## Why is this bad?
    There are things that belong to one thread and can be neither sent to another nor shared with it, and the compiler
    of Rust knows them by their type.  The handlers of a Python process are such a thing: they belong to the main
    thread, whose bytecode they interrupt.  Any other thread that wants to install one gets `ValueError: signal only
    works in main thread of the main interpreter` (from a loop a RuntimeError).  It is raised where nobody looks, in the
    thread; the program runs on, and the clean shutdown that the handler was for does not happen.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/

    ## Example
    ```python
    import signal
    import threading


    class Server:
        def start(self) -> None:
            threading.Thread(target=self.serve, daemon=True).start()

        def serve(self) -> None:
            signal.signal(signal.SIGTERM, self.stop)

        def stop(self, signum: int, frame: object) -> None:
            print("bye")
    ```

    ## Use instead
    ```python
    import signal
    import threading


    class Server:
        def start(self) -> None:
            signal.signal(signal.SIGTERM, self.stop)
            threading.Thread(target=self.serve, daemon=True).start()

        def serve(self) -> None:
            print("serving")

        def stop(self, signum: int, frame: object) -> None:
            print("bye")
    ```

    ## Known limits
    Code that asks on which thread it is (`threading.current_thread() is threading.main_thread()`) or catches the
    ValueError is not reported.  A function that a library calls on a thread of its own is known only if the catalogue
    says so.
    """

    code = "ASF709"
    name = "signal-off-main-thread"
    message = (
        "`{callee}` raises off the main thread, and a worker thread runs it ({how}): install the handler before the "
        "thread is started"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Look for handlers that are installed on worker threads."""
        if "signal" not in module.lowered_source:
            return
        contexts = module.ask(Contexts)
        if not contexts.starts_threads:
            return
        for function in module.functions:
            reach = next((each for each in contexts.of(function) if each.kind is Kind.THREAD and each.sure), None)
            for call in function.calls if reach is not None else ():
                if not module.names_of(call.node.func, call) & _APIS:
                    continue
                if asks_for_thread(module, call) or catches(module, call, "ValueError", "RuntimeError"):
                    continue
                assert reach is not None
                yield self.finding(call.node, callee=module.source(call.node.func), how=how(module, reach))
