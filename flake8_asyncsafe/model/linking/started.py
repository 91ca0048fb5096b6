"""What functions do with their parameters, and methods with their object: they have it run elsewhere, or await it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Form, Where
from flake8_asyncsafe.model.aliasing.shared_by_tasks import TaskSharing
from flake8_asyncsafe.model.calls.graph import is_on_self
from flake8_asyncsafe.model.contexts import Contexts
from flake8_asyncsafe.model.linking import summary as s

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.calls.spawns import Spawn
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

#: without one of these words in its text (in lower case) a module starts nothing
_OFFLOADING = (
    "thread",
    "submit",
    "executor",
    "process",
    "create_task",
    "ensure_future",
    "start_soon",
    "run_sync",
    "pool",
    "weakref",
    "signal",
    "atexit",
)


class StartWriter:
    """Writes the records of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._offloads = any(word in module.lowered_source for word in _OFFLOADING)
        self._spawns_on_self: dict[Function, list[Spawn]] = {}
        for spawn in module.spawns.all() if self._offloads else ():
            function, node = spawn.op.function, spawn.argument
            on_self = isinstance(node, cst.Attribute) and isinstance(node.value, cst.Name)
            if spawn.how == "call" and on_self and is_on_self(node, function):
                self._spawns_on_self.setdefault(function, []).append(spawn)

    def of(self, function: Function) -> Iterator[s.StartRecord]:
        """The parameters that are started, or called by code of the module that runs on a thread."""
        if not self._offloads or not function.params or function.kind != "function":
            return
        for spawn in self._spawns_on_self.get(function, ()):
            assert isinstance(spawn.argument, cst.Attribute)
            name, flags = f"self.{spawn.argument.attr.value}", tuple(sorted(spawn.flags))
            yield s.StartRecord(name, spawn.where.value, spawn.form.value, spawn.name, flags)
        given = self._module.ask(Contexts).given
        for write in function.params:
            if isinstance(write.node, cst.Param):
                name = write.node.name.value
                for how in given.started().get((function, name), ()):
                    flags = tuple(sorted(how.flags))
                    yield s.StartRecord(name, how.where.value, how.form.value, how.api, flags)
                for call in given.called().get((function, name), ()):
                    reach = self._module.ask(Contexts).on_thread(call.function)
                    if reach is not None:
                        yield s.StartRecord(name, Where.THREAD.value, Form.FUNCTION.value, reach.context.api)


def awaited(module: Module, function: Function) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(parameter, the methods of it that are awaited) of a coroutine function."""
    sharing = module.ask(TaskSharing)
    for name in function.parameter_names(bound=True, stars=False):
        methods = sharing.awaited_methods(function, name)
        if methods:
            yield name, methods
