"""The swallowed cancellations of a module."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import Where
from flake8_asyncsafe.model.cancellation.calls import CancelCalls
from flake8_asyncsafe.model.cancellation.exceptions import ExceptionClasses
from flake8_asyncsafe.model.cancellation.flow import CancellationFlow
from flake8_asyncsafe.model.cancellation.helpers import Helpers

if TYPE_CHECKING:
    from collections.abc import Iterator

    import libcst as cst

    from flake8_asyncsafe.model.cancellation.facts import Swallower
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function


class Cancellation:
    """What becomes of cancellations in one module.

    ``exceptions`` tells which classes are cancellations, ``calls`` which tasks the code cancels itself.
    """

    def __init__(self, module: Module) -> None:
        self._module = module
        self.exceptions = ExceptionClasses(module)
        self.calls = CancelCalls(module)
        self._helpers = Helpers(module)

    def swallowers(self) -> Iterator[Swallower]:
        """Every place of the module that swallows the cancellation of something it has not cancelled itself."""
        for function in self._module.coroutines:
            flow = self._flow(function)
            if flow is None:
                continue
            flow.run(frozenset())
            found = list(flow.swallowers())
            if found and function not in self.outermost:
                yield from found

    def _flow(self, function: Function) -> CancellationFlow | None:
        if not function.suspends:
            return None
        flow = CancellationFlow(function, self._module, self.exceptions, self._helpers, self.calls)
        return flow if flow.catches else None

    @cached_property
    def outermost(self) -> frozenset[Function]:
        """The coroutines that only a runner runs: nobody is left who could be waiting for their end."""
        run: dict[Function, set[cst.CSTNode]] = {}
        also: set[Function] = set()
        for spawn in self._module.spawns.all():
            if spawn.function is not None:
                if spawn.where is Where.NEW_LOOP:
                    run.setdefault(spawn.function, set()).add(spawn.argument)
                else:
                    also.add(spawn.function)
        for function in self._module.coroutines:
            if function.name.startswith("test_") or function.name == "test":
                run.setdefault(function, set())
        return frozenset(
            function
            for function, arguments in run.items()
            if function not in also and all(edge.node in arguments for _, edge in self._module.graph.callers(function))
        )
