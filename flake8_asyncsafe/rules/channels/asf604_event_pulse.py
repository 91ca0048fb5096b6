"""ASF604: event-pulse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.pulses import Pulses
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class EventPulse(Rule):
    """An event is set for a moment, or cleared by one of several who wait for it.

    ## What it does
    Checks for `event.set()` with `event.clear()` right behind it, and for `event.wait()` followed by `event.clear()`
    where several threads or tasks do so with one event.  Also for a `clear()` after a wait with a timeout whose handler
    awaits something else: what was set meanwhile is cleared unseen.

    ## Why is this bad?
    An event is a state, not a message.  Whoever looks between two pulses sees nothing and waits for the next one;
    whoever clears it takes it away from the others, and clears a `set()` that came in between as well.  A wake-up that
    must reach somebody needs a state that stays until it was seen: an item in a queue, or a predicate under a
    condition.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/

    ## Example
    ```python
    import threading

    ready = threading.Event()


    def announce() -> None:
        ready.set()
        ready.clear()
    ```

    ## Use instead
    ```python
    import threading

    changed = threading.Condition()
    version = 0


    def announce() -> None:
        global version
        with changed:
            version += 1
            changed.notify_all()


    def wait_for_next(seen: int) -> int:
        with changed:
            changed.wait_for(lambda: version > seen)
            return version
    ```

    ## Known limits
    A single consumer that waits, clears and then drains what it was woken for is right and not reported, so the number
    of consumers has to be seen in the file.
    """

    code = "ASF604"
    name = "event-pulse"
    message = (
        "{what}: an event is a state and no message, so a wake-up is lost; use a counter under a condition, or a queue"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for events that are set for a moment, and for those that one of several waiters clears."""
        if any(word in module.lowered_source for word in (".clear",)):
            pulses = module.ask(Pulses)
            for use in pulses.momentary():
                what = f"`{use.channel.text}` is set and cleared at once, and who does not wait right now never sees it"
                yield self.finding(use.call.node, what=what)
            for use in pulses.shared():
                what = f"one of several waiters clears `{use.channel.text}`, which takes it away from the others"
                yield self.finding(use.call.node, what=what)
            for use, meanwhile in pulses.overdue():
                line = module.line(meanwhile.node)
                what = f"`{use.channel.text}` may be set during the await in line {line}, and this clear undoes it"
                yield self.finding(use.call.node, what=what)
