"""Sleeps that are meant to let something else get there first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import Category
from flake8_asyncsafe.model.contexts.handles import loops_around
from flake8_asyncsafe.model.contexts.places import Context, Kind, Reach
from flake8_asyncsafe.model.contexts.question import Contexts
from flake8_asyncsafe.model.ops import Call
from flake8_asyncsafe.model.values import Constant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module

_SLEEPS = frozenset({"asyncio.sleep", "trio.sleep", "anyio.sleep"})
_STARTED = frozenset({Kind.THREAD, Kind.PROCESS, Kind.TASK})


@dataclass(frozen=True, slots=True)
class SleepForOthers:
    """``call`` sleeps for a constant time while ``context``, started before it in the same function, runs."""

    call: Call
    seconds: object
    context: Context


class SleepsForOthers:
    """The sleeps of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def all(self) -> Iterator[SleepForOthers]:
        """Each constant sleep behind a start in the same function, with something behind it."""
        sleeps = [(call, seconds) for call in self._module.calls() if (seconds := self._seconds(call)) is not None]
        if not sleeps:
            return
        contexts = self._module.ask(Contexts)
        for call, seconds in sleeps:
            function = call.function
            if loops_around(call) or not any(isinstance(op, Call) and op.index > call.index for op in function.ops):
                continue
            here = Reach(Context(Kind.CALLER, function, node=function.node), function)
            started = [each for each in contexts.order.started_on(here) if each.kind in _STARTED]
            running = [each for each in started if contexts.order.is_running(each, here, call)]
            own = [each for each in running if each.site is not None and each.site.function is function] or running
            if own:
                yield SleepForOthers(call, seconds, own[-1])

    def _seconds(self, call: Call) -> object | None:
        if len(call.node.args) != 1:
            return None
        apis = self._module.apis(call)
        if not any(api.name in _SLEEPS or api.blocks is Category.SLEEP for api in apis):
            return None
        values = self._module.values(call.node.args[0].value, call)
        value = values[0] if len(values) == 1 else None
        if not isinstance(value, Constant) or not isinstance(value.value, (int, float)) or value.value <= 0:
            return None
        return value.value
