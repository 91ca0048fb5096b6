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
    """An event that is set and cleared at once, or cleared by one of several who wait for it.

    ## What it does
    Checks for `event.set()` with `event.clear()` directly behind it, and for consumers that clear the event they waited
    for while another consumer (another function, or the same one in several tasks or threads) waits for it as well.

    ## Why is this bad?
    An event is a state, not a message: it says "it is so", and whoever looks while it is set may pass.  Set and cleared
    in one breath, it has been so for no time at all: a thread that is about to wait misses it, and so does one that was
    woken but has not run yet and waits in a loop.  And if each of two consumers clears it after its own wake-up, one of
    them clears what was set for the other: the wake-up is lost.  The channel of the post keeps the state (the queue)
    apart from the wake-up (the condition variable), which is what makes a notification safe to lose.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/ (state under
    a mutex, wake-ups by a condition variable)

    ## Example
    ```python
    import threading


    class Clock:
        def __init__(self) -> None:
            self.tick = threading.Event()

        def beat(self) -> None:
            self.tick.set()
            self.tick.clear()
    ```

    ## Use instead
    ```python
    import threading


    class Clock:
        def __init__(self) -> None:
            self.changed = threading.Condition()
            self.beats = 0

        def beat(self) -> None:
            with self.changed:
                self.beats += 1
                self.changed.notify_all()

        def wait(self) -> None:
            with self.changed:
                seen = self.beats
                while self.beats == seen:
                    self.changed.wait()
    ```

    ## Known limits
    A pulse with anything in between (a sleep, a join of those who wait) is not reported.  One consumer that clears what
    it waited for is right as long as it clears before it looks at the state; the order is not looked at.
    """

    code = "ASF604"
    name = "event-pulse"
    message = "{what}: {harm}; use a condition with a state of its own (a counter, a queue)"

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the events that lose wake-ups."""
        pulses = module.ask(Pulses)
        for use in pulses.at_once():
            name = module.called_text(use.call.node).rpartition(".")[0]
            what = f"`{name}` is set and cleared at once"
            harm = "whoever is not waiting at this very moment misses it, and may wait for ever"
            yield self.finding(use.call.node, what=what, harm=harm)
        for clear, wait in pulses.shared():
            name = module.called_text(clear.call.node).rpartition(".")[0]
            what = f"`{name}` is cleared by each of several that wait for it (line {module.line(wait.call.node)})"
            yield self.finding(
                clear.call.node, what=what, harm="one clears what was set for another, who waits for ever"
            )
