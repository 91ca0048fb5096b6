"""Forks of a process that has more than one thread, or runs an event loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.contexts.places import Context, Kind, Reach
from flake8_asyncsafe.model.contexts.processes import ProcessStarts
from flake8_asyncsafe.model.contexts.question import Contexts
from flake8_asyncsafe.model.contexts.words import how
from flake8_asyncsafe.model.scopes import Function

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
        for reach in here:
            for context in contexts.order.started_on(reach):
                if context.kind is Kind.THREAD and contexts.order.is_running(context, reach, call):
                    return self._of(context)
        made = self._by_constructor(call)
        return self._of(made) if made is not None else None

    def _of(self, context: Context) -> str:
        place = self._module.place(context.node) if context.node is not None else ""
        foreign = self._module.ask(Contexts).foreign
        what = "a thread" if context in foreign else f"the thread of `{context.entry.name}`"
        return f"{what} runs ({place})"

    def _by_constructor(self, call: Call) -> Context | None:
        """A thread that the constructor of the object has started."""
        owner = call.function.owner
        if owner is None or call.function.name == "__init__" or call.function.receiver is None:
            return None
        order = self._module.ask(Contexts).order
        for cls in self._module.classes.mro(owner):
            for write in cls.scope.bindings.get("__init__", ()):
                if isinstance(write.detail, Function) and not write.detail.is_stub:
                    made = Reach(Context(Kind.CALLER, write.detail), write.detail)
                    for context in order.started_on(made):
                        if context.kind is Kind.THREAD:
                            return context
        return None
