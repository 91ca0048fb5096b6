"""Events that are set and cleared at once, or cleared by several who waited: wake-ups that get lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.objects import EVENTS, Channels, Use
from flake8_asyncsafe.model.contexts import Contexts
from flake8_asyncsafe.model.ops import Call, Loop, Read, enclosing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op


class Pulses:
    """The lost wake-ups of events in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)

    def at_once(self) -> Iterator[Use]:
        """Each ``clear()`` that follows ``set()`` on the same event with nothing in between."""
        for use in self._channels.uses:
            if use.method != "clear" or use.kind not in EVENTS:
                continue
            for item in reversed(use.call.block.items[: use.call.at]):
                if isinstance(item, Read):
                    continue
                before = self._channels.of(item) if isinstance(item, Call) else None
                if before is not None and before.method == "set" and before.key == use.key:
                    yield use
                break

    def shared(self) -> Iterator[tuple[Use, Use]]:
        """(clear, wait) where a consumer clears what it waited for and another consumer waits for the same event."""
        for uses in self._channels.by_key.values():
            if uses[0].kind not in EVENTS or uses[0].key[0] not in {"self", "class", "global"}:
                continue
            consumers = [pair for use in uses if use.method == "wait" for pair in self._cleared_behind(use, uses)]
            for wait, clear in consumers:
                others = [other for other, _ in consumers if other.function is not wait.function]
                if others or self._is_many(wait):
                    yield clear, wait

    @staticmethod
    def _cleared_behind(wait: Use, uses: tuple[Use, ...]) -> Iterator[tuple[Use, Use]]:
        """The first ``clear()`` behind a wait in the same function."""
        for use in uses:
            if use.method == "clear" and use.function is wait.function and use.call.index > wait.call.index:
                yield wait, use
                return

    def _is_many(self, wait: Use) -> bool:
        """Whether several tasks or threads run the consumer at the same time."""
        contexts = self._module.ask(Contexts)
        function = wait.function
        if not contexts.concurrent(function, function) and not contexts.concurrent_tasks(function, function):
            return False
        if wait.key[0] != "self":
            return True
        # the same method of many objects is no rival: it has to be started over and over for one
        sites = [reach.context.site for reach in contexts.of(function)]
        return any(
            site is not None and site.function.owner is function.owner and self._is_repeated(site) for site in sites
        )

    @staticmethod
    def _is_repeated(site: Op) -> bool:
        return any(isinstance(each, Loop) for each, _ in enclosing(site.block))
