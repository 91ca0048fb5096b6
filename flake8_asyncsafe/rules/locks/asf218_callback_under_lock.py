"""ASF218: callback-under-lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.locks.aliens import AlienCalls
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.locks.critical import Held
    from flake8_asyncsafe.model.module import Module

_COMES = {"parameter": "a parameter", "attribute": "set from outside", "registered": "registered from outside"}


class CallbackUnderLock(Rule):
    """Somebody else's code is called while a lock is held.

    ## What it does
    Checks for calls of a parameter, of an attribute that is set from one, and of registered listeners, while a lock of
    threads is held, or while a lock of tasks is held and the call is awaited.  Also where a function called there does
    so.

    ## Why is this bad?
    Whoever wrote the section knows what may happen in it, except for this call.  A callback often comes back to the
    object that called it, to look at the new state or to unsubscribe, and asks for the lock that its own thread holds:
    with a `Lock` that waits for ever, with an `RLock` it sees a state that is half changed.  Or it takes a lock of its
    own, which elsewhere is taken first.  The post keeps its lock for the queue alone and wakes the others after letting
    go.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/

    ## Example
    ```python
    import threading
    from collections.abc import Callable


    class Topic:
        def __init__(self) -> None:
            self.lock = threading.Lock()
            self.listeners: list[Callable[[str], None]] = []

        def subscribe(self, listener: Callable[[str], None]) -> None:
            with self.lock:
                self.listeners.append(listener)

        def publish(self, message: str) -> None:
            with self.lock:
                for listener in self.listeners:
                    listener(message)
    ```

    ## Use instead
    Copy under the lock, call without it:

    ```python
    import threading
    from collections.abc import Callable


    class Topic:
        def __init__(self) -> None:
            self.lock = threading.Lock()
            self.listeners: list[Callable[[str], None]] = []

        def subscribe(self, listener: Callable[[str], None]) -> None:
            with self.lock:
                self.listeners.append(listener)

        def publish(self, message: str) -> None:
            with self.lock:
                listeners = list(self.listeners)
            for listener in listeners:
                listener(message)
    ```

    ## Known limits
    Off by default: a function may say that it calls back under the lock, and mean it.  Nothing is said of functions
    whose name speaks of that (`run_locked`, `synchronized`), of decorators, of what a `while` asks, of a factory of
    what is made once, of clocks, and of parameters with a default that works.  Methods that subclasses override are
    not callbacks, and objects from outside only where they are called listeners, observers, handlers or hooks.
    """

    code = "ASF218"
    name = "callback-under-lock"
    default = False
    message = (
        "`{call}` runs code from outside{chain} ({comes}, line {origin}) while `{lock}` is held (line {line}): {harm}; "
        "copy what is needed under the lock, and call without it"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the calls of what others supplied."""
        for each in module.ask(AlienCalls).found():
            end = module.called_text(each.foreign.call.node)
            yield self.finding(
                each.node,
                call=module.called_text(each.node),
                chain=f" ({module.chain(each.effect, end)})" if each.effect is not None else "",
                comes=_COMES[each.foreign.supplied.how],
                origin=module.line(each.foreign.supplied.node),
                lock=each.held.lock.text,
                line=module.line(each.held.node),
                harm=_harm(each.held),
            )


def _harm(held: Held) -> str:
    if held.lock.traits is not None and held.lock.traits.reentrant:
        return "if that comes back here, it is let in and finds things half changed"
    return "if that asks for the lock, it waits for ever"
