"""ASF507: spin-on-flag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.progress.flags import Spins
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class SpinOnFlag(Rule):
    """A loop looks at a variable again and again until another thread has set it.

    ## What it does
    Checks for loops in plain (not `async`) code that do nothing but sleep, or nothing at all, until an attribute, a
    global, a variable of an enclosing function or the contents of a container have been changed by another thread.
    Counting, looking at the clock and writing to the log count as nothing.  One of the two, the loop or the change, has
    to be seen to run on a thread that the module starts, and the other to be possible at the same time.

    ## Why is this bad?
    In the post two threads talk over a flag: one writes the data and then sets it, the other spins until it is set.
    Whether that works is decided by the ordering of the two atomic operations, and what it costs by how long the loop
    spins.  A variable of Python promises neither.  Without a sleep the loop takes the GIL, or a core, from the very
    thread that it waits for.  With one it wakes up in vain many times a second, and comes late by up to one interval
    when the moment has come; and what is set and reset between two looks is never seen.  If the thread that was to set
    it has died, the loop goes on for ever.  An `Event` or `Condition` wakes the waiter at once, and orders what was
    written before `set` in front of what is read after `wait`.

    ## Drawn from
    *Your Code Doesn't Run the Way You Read It*, https://pluiee.github.io/your-code-doesnt-run-the-way-you-read-it/
    (the flag on which a thread spins)

    ## Example
    ```python
    import threading
    import time


    class Server:
        def __init__(self) -> None:
            self.ready = False

        def start(self) -> None:
            threading.Thread(target=self.run, daemon=True).start()
            while not self.ready:
                time.sleep(0.01)

        def run(self) -> None:
            self.ready = True
    ```

    ## Use instead
    ```python
    import threading


    class Server:
        def __init__(self) -> None:
            self.ready = threading.Event()

        def start(self) -> None:
            threading.Thread(target=self.run, daemon=True).start()
            self.ready.wait()

        def run(self) -> None:
            self.ready.set()
    ```

    A worker that paces itself sleeps by `stop.wait(interval)`, and ends at once when it is told to.

    ## Known limits
    Nothing is said of a loop that does any work between two looks, that also asks for what is no state of the module
    (`thread.is_alive()`, `event.is_set()`, an unknown object), or whose flag is set by a signal handler, in which
    `Event.set` is no safe call on every version.  Where a finaliser or weakref callback of another module sets it, the
    loop may be there for that same reason.  Both sides have to be in one module.  Coroutines that poll are ASF405.  On
    Windows, `wait()` without a time on the main thread does not see Ctrl-C: give it a long time there.
    """

    code = "ASF507"
    name = "spin-on-flag"
    message = (
        "this loop only looks at `{state}` again and again{pause} until `{setter}` sets it on another thread "
        "(line {line}): {cost}; {advice}"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report each loop that spins."""
        words = module.lowered_source
        if "while" not in words and "range(" not in words:
            return
        for spin in module.ask(Spins).found():
            pause = spin.pause
            what = "Condition` that is notified of it" if spin.store.inside else "Event` that is set there"
            yield self.finding(
                spin.loop.node,
                state=spin.state.text,
                pause=f" (sleeping in line {module.line(pause.node)})" if pause is not None else " without a pause",
                setter=spin.store.op.function.qualname,
                line=module.line(spin.store.op.node),
                cost="it wakes up in vain and notices late" if pause is not None else "it takes the GIL from it",
                advice=f"wait for a `threading.{what}",
            )
