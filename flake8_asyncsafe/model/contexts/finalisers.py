"""Finalisers that need an event loop: they run when there is none, or in the middle of one."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Where
from flake8_asyncsafe.model.contexts.places import Kind, Reach
from flake8_asyncsafe.model.contexts.question import Contexts
from flake8_asyncsafe.model.values import Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call
    from flake8_asyncsafe.model.scopes import Function

#: calls that make a task
_TASKS = frozenset(
    {
        "asyncio.create_task", "asyncio.ensure_future", "asyncio.AbstractEventLoop.create_task",
        "asyncio.TaskGroup.create_task", "asyncio.gather",
    }
)  # fmt: skip
#: calls that run a loop which they make
_NEW = frozenset({"asyncio.run", "anyio.run", "trio.run", "asgiref.sync.async_to_sync"})
_MAKES_LOOP = "asyncio.new_event_loop"


class Finalisers:
    """What finalisers of one module do to event loops."""

    def __init__(self, module: Module) -> None:
        self._module = module

    @cached_property
    def any(self) -> bool:
        """Whether the module may have finalisers at all."""
        return any(word in self._module.lowered_source for word in ("__del__", "weakref", "atexit"))

    @cached_property
    def needing(self) -> frozenset[cst.CSTNode]:
        """The calls that need an event loop in a finaliser."""
        return frozenset(call.node for _, call, _ in self.uses()) if self.any else frozenset()

    def uses(self) -> Iterator[tuple[cst.CSTNode, Call, Reach]]:
        """(where a report stands, call that needs a loop, how a finaliser comes to it)."""
        contexts = self._module.ask(Contexts)
        seen: set[cst.CSTNode] = set()
        for function in self._module.functions:
            for reach in contexts.of(function) if not function.is_async else ():
                if reach.kind is not Kind.FINALISER or not reach.sure or reach.loop:
                    continue
                for call in function.calls:
                    if self._needs_loop(call, at_exit=reach.context.api == "atexit.register"):
                        for place in self._places(reach) or [call.node]:
                            if place not in seen:
                                seen.add(place)
                                yield place, call, reach

    def _places(self, reach: Reach) -> list[cst.CSTNode]:
        """The calls in the finaliser itself that lead on to a function; none for the finaliser."""
        while reach.before is not None and reach.before.step is not None:
            reach = reach.before
        if reach.step is None:
            return []
        entry, callee = reach.step.function, reach.function
        return [node for node, other in self._module.ask(Contexts).steps(entry) if other is callee]

    def _needs_loop(self, call: Call, *, at_exit: bool) -> bool:
        for api in self._module.apis(call):
            # `run_until_complete(gather(...))`, driven only where the thread runs no loop
            driven = self._module.blocking.knows_of_loop(call)
            if api.name in _TASKS:
                return not (driven and api.name == "asyncio.gather")
            if any(runs.where is Where.NEW_LOOP for runs in api.runs):
                if api.name in _NEW or api.name.startswith("asyncio.Runner."):
                    return not at_exit
                return not (driven or (at_exit and self._is_of_new_loop(call)))
        return False

    def _is_of_new_loop(self, call: Call) -> bool:
        """Whether the loop is made by the same function, for that very purpose."""
        func = call.node.func
        if not isinstance(func, cst.Attribute):
            return False
        values = self._module.values(func.value, call)
        return bool(values) and all(
            isinstance(value, Instance)
            and value.origin is not None
            and (made := self._module.call_at(value.origin)) is not None
            and self._is_in(made, call.function)
            and _MAKES_LOOP in self._module.names_of(value.origin.func, made)
            for value in values
        )

    @staticmethod
    def _is_in(made: Call, function: Function) -> bool:
        return made.function is function
