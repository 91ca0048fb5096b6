"""ASF508: start-before-ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.tasks.starts import Starts
from flake8_asyncsafe.model.tasks.unready import Unready
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class StartBeforeReady(Rule):
    """A thread is started before what it reads has been assigned.

    ## What it does
    Checks constructors for a thread that is started, also by a method that they call, before an attribute is set which
    the thread's function reads, itself or through methods that it calls; also where a derived class sets and reads it,
    whose constructor goes on when that of its base is done.  Checks functions and modules for a thread whose function
    reads a variable of theirs that gets its value only after the start, and functions for one that needs a global or
    attribute which is nothing, or `None`, until they assign it after the start.

    ## Why is this bad?
    The new thread may run at once, or only when its starter next waits: nothing orders its first read after the
    assignment that stands below the start.  Most times the starter wins, until the machine is busy; then the thread
    ends with an AttributeError or a NameError that nobody sees.  Starting a thread publishes what was written before
    it, as the release in the post does for the flag's reader, and nothing that is written after it.

    ## Drawn from
    *Your Code Doesn't Run the Way You Read It*, https://pluiee.github.io/your-code-doesnt-run-the-way-you-read-it/
    (what happens before a release is seen after the acquire; what comes later is not)

    ## Example
    ```python
    import threading


    class Watcher:
        def __init__(self, path: str) -> None:
            self.path = path
            self._thread = threading.Thread(target=self._run)
            self._thread.start()
            self._seen: set[str] = set()

        def _run(self) -> None:
            self._seen.add(self.path)
    ```

    ## Use instead
    ```python
    import threading


    class Watcher:
        def __init__(self, path: str) -> None:
            self.path = path
            self._seen: set[str] = set()
            self._thread = threading.Thread(target=self._run)
            self._thread.start()

        def _run(self) -> None:
            self._seen.add(self.path)
    ```

    ## Known limits
    The thread's function and what it reads have to be in sight.  The first value counts: what is set before the start
    and changed after it is a race (ASF503 to ASF505), not this, and so is a `None` that the thread asks about or only
    hands on.  Tasks run later, and are for ASF318, as are threads whose reads are not in sight.  A thread that first
    waits for a signal, without a time limit, is taken to be told when all is there.
    """

    code = "ASF508"
    name = "start-before-ready"
    message = (
        "this starts a thread that reads {state}, which {verb} assigned only after it: the thread may run first and "
        "find nothing; assign first, start last"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for early starts whose target reads what comes later."""
        starts = module.ask(Starts)
        for early in starts.in_constructors():
            if early.start.what == "thread" and early.reads:
                names = sorted(early.reads)
                verb = "is" if len(names) == 1 else "are"
                yield self.finding(early.op.node, state=", ".join(f"`self.{name}`" for name in names), verb=verb)
        for call, target, name in (*starts.before_ready(), *module.ask(Unready).found()):
            yield self.finding(call.node, state=f"`{name}` (in `{target.name}`)", verb="is")
