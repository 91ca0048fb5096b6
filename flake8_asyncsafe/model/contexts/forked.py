"""Forks of a process that has more than one thread, or runs an event loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.contexts.places import Context, Kind, Reach
from flake8_asyncsafe.model.contexts.processes import ProcessStarts
from flake8_asyncsafe.model.contexts.question import Contexts
from flake8_asyncsafe.model.contexts.words import how

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.contexts.processes import ProcessStart
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call


class Forks:
    """Answers for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def beside_others(self) -> Iterator[tuple[ProcessStart, str]]:
        """(start of a process, what runs beside it) for each that forks while something else certainly runs."""
        forks = list(self._module.ask(ProcessStarts).forks())
        if not forks:
            return
        for start in forks:
            why = self._why(start.call)
            if why is not None:
                yield start, why

    def _why(self, call: Call) -> str | None:
        contexts = self._module.ask(Contexts)
        function = call.function
        reaches = contexts.of(function)
        worker = contexts.on_thread(function)
        if worker is not None:
            return f"there are other threads: it runs on one ({how(self._module, worker)})"
        if function.is_async:
            return "the event loop is running, with its threads and descriptors"
        on_loop = next((each for each in reaches if each.on_loop and each.sure), None)
        if on_loop is not None:
            return f"the event loop is running ({how(self._module, on_loop)})"
        here = reaches or (Reach(Context(Kind.CALLER, function, node=function.node), function),)
        for context in (*contexts.contexts, *contexts.foreign):
            if context.kind is not Kind.THREAD or context.site is None or context.node is None:
                continue
            running = any(contexts.order.is_running(context, reach, call) for reach in here)
            if running or self._by_constructor(context, call):
                place = self._module.place(context.node)
                what = "a thread" if context in contexts.foreign else f"the thread of `{context.entry.name}`"
                return f"{what} runs ({place})"
        return None

    def _by_constructor(self, context: Context, call: Call) -> bool:
        """Whether the constructor of the object has started the thread."""
        owner = call.function.owner
        if owner is None or call.function.name == "__init__" or call.function.receiver is None:
            return False
        for cls in self._module.classes.mro(owner):
            for write in cls.scope.bindings.get("__init__", ()):
                if write.detail in self._module.ask(Contexts).order.starts(context):
                    return True
        return False
