"""Events that are set for a moment only, or cleared by somebody who is not alone in waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.following import called_name
from flake8_asyncsafe.model.channels.handlers import leaves, names
from flake8_asyncsafe.model.channels.identity import Channels
from flake8_asyncsafe.model.channels.parties import Parties
from flake8_asyncsafe.model.ops import Branch, Call, Jump, Loop, Op, Raise, Read, Return, Suspend, Try, enclosing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.channels.identity import Use
    from flake8_asyncsafe.model.module import Module

#: calls between set and clear that give nobody time
_NO_TIME = frozenset({"debug", "info", "warning", "error", "print", "log"})


class Pulses:
    """The pulses of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)
        self._parties = module.ask(Parties)

    def momentary(self) -> Iterator[Use]:
        """Each ``event.clear()`` right behind ``event.set()``."""
        for use in self._channels.of_kind("event", "set"):
            for item in use.call.block.items[use.call.at + 1 :]:
                if isinstance(item, Read):
                    continue
                other = self._channels.by_call.get(item) if isinstance(item, Call) else None
                if other is not None and other.method == "clear" and other.channel.identity == use.channel.identity:
                    if not self._is_state(use):
                        yield other
                    break
                if not self._takes_no_time(item):
                    break

    @staticmethod
    def _takes_no_time(item: object) -> bool:
        if isinstance(item, Call):
            return called_name(item.node) in _NO_TIME
        return False

    def _is_state(self, use: Use) -> bool:
        """Whether tasks cannot miss the pulse, as far as can be seen.

        A loop of one thread wakes all that wait at this moment.  Tasks that test a state and wait in one step miss
        nothing, nor does who just wants the next pulse; a task that does something else before it waits does.
        """
        if not use.channel.is_async:
            return False
        waits = list(self._channels.on(use.channel, "wait"))
        if not waits:
            return use.channel.identity[0] == "self"
        return not any(self._may_come_late(wait) for wait in waits)

    def _may_come_late(self, wait: Use) -> bool:
        loops = [item for item, block in enclosing(wait.call.block) if isinstance(item, Loop) and block is item.body]
        if any(not loop.endless or self._asks_first(loop, wait) for loop in loops):
            return False
        if self._parties.starts(wait.function):
            return True
        return any(op.how == "await" and op.index < wait.call.index for op in wait.function.suspends)

    @staticmethod
    def _asks_first(loop: Loop, wait: Use) -> bool:
        """``while True: if self.state == wanted: return`` and then the wait, in one step."""
        for item in loop.body.items:
            if isinstance(item, Branch) and any(leaves(body, loop) for _, body in item.arms):
                between = (op for op in loop.body.ops() if op.index < wait.call.index)
                return not any(isinstance(op, Suspend) for op in between)
        return False

    def shared(self) -> Iterator[Use]:
        """``event.wait()`` and then ``event.clear()`` by one of several who do so: reported at the clear."""
        for identity, uses in self._channels.by_identity.items():
            del identity
            if uses[0].channel.kind != "event":
                continue
            waits = [use for use in uses if use.method == "wait" and not self._is_own(use)]
            clears = [use for use in uses if use.method == "clear" and self._follows(use, waits)]
            if not clears:
                continue
            if self._parties.are_several([use.function for use in waits], self._parties.thread_of(uses[0].channel)):
                yield from clears

    def overdue(self) -> Iterator[tuple[Use, Op]]:
        """(clear, await) where an event is cleared after something else was awaited because the wait timed out."""
        for clear in self._channels.of_kind("event", "clear"):
            for wait in self._channels.on(clear.channel, "wait"):
                if wait.function is not clear.function or not wait.channel.is_async:
                    continue
                meanwhile = self._meanwhile(wait.call, clear.call)
                if meanwhile is not None:
                    yield clear, meanwhile
                    break

    @staticmethod
    def _meanwhile(wait: Op, clear: Op) -> Op | None:
        """What a handler of the wait's timeout awaits before control gets to the clear."""
        for item, block in enclosing(wait.block):
            if not isinstance(item, Try) or block is not item.body:
                continue
            after = item.final is not None and any(op is clear for op in item.final.ops())
            after = after or (clear.block is item.block and clear.at > item.at)
            for handler in item.handlers if after else ():
                if not names(handler.type) & {"TimeoutError", "Exception", "TooSlowError"}:
                    continue
                last = handler.block.items[-1] if handler.block.items else None
                if clear.block is item.block and isinstance(last, (Jump, Raise, Return)):
                    continue
                return next((op for op in handler.block.ops() if isinstance(op, Suspend)), None)
        return None

    @staticmethod
    def _is_own(use: Use) -> bool:
        """Whether whoever waits has an event of his own: it is reached from a variable of the function itself."""
        return use.channel.is_local and use.channel.identity[1] is use.function.scope

    @staticmethod
    def _follows(clear: Use, waits: list[Use]) -> bool:
        """Whether the function waited for the event before it clears it: no preparation of a wait."""
        return any(
            wait.function is clear.function and wait.call.index < clear.call.index and _same_turn(wait.call, clear.call)
            for wait in waits
        )


def _same_turn(first: Op, second: Op) -> bool:
    """Whether two operations stand in the same loop, if in any."""

    def innermost(op: Op) -> Loop | None:
        return next((item for item, _ in enclosing(op.block) if isinstance(item, Loop)), None)

    return innermost(first) is innermost(second)
