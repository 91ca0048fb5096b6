"""Starts of processes: by fork or not, and what runs already where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.contexts.handles import Handles
from flake8_asyncsafe.model.contexts.made import MadeThreads
from flake8_asyncsafe.model.contexts.question import Contexts
from flake8_asyncsafe.model.values import Constant, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.contexts.made import Made
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.model.values import Value

#: calls that fork there and then
FORKS = frozenset({"os.fork", "os.forkpty", "pty.fork"})
#: APIs that start worker processes when they are called
_POOLS = frozenset({"multiprocessing.pool.Pool", "multiprocessing.Manager"})
#: methods of a process pool that start its workers
_JOBS = frozenset({"concurrent.futures.ProcessPoolExecutor.submit", "concurrent.futures.ProcessPoolExecutor.map"})
_EXECUTOR = "concurrent.futures.ProcessPoolExecutor"
#: APIs with a function to be run in the child between fork and exec
_WITH_PREEXEC = frozenset(
    {
        "subprocess.Popen", "subprocess.run", "subprocess.call", "subprocess.check_call", "subprocess.check_output",
        "asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell",
    }
)  # fmt: skip
_WORDS = ("process", "fork", "pool", "preexec")


@dataclass(frozen=True, slots=True)
class ProcessStart:
    """A call that starts a process.  ``method`` is the start method that is named ("": the default one).

    ``how``: fork, process, pool, job, executor (a job given to the loop's `run_in_executor`) or preexec.
    """

    call: Call
    how: str
    method: str = ""


class ProcessStarts:
    """The starts of processes of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._all: list[ProcessStart] | None = None
        self._default: str | None = None

    def all(self) -> list[ProcessStart]:
        """Every call that certainly starts a process."""
        if self._all is None:
            relevant = any(word in self._module.lowered_source for word in _WORDS)
            found = (self._of(call) for call in self._module.calls()) if relevant else iter(())
            self._all = [each for each in found if each is not None]
        return self._all

    @property
    def default(self) -> str:
        """The start method that the module sets for the whole program ("": none)."""
        if self._default is None:
            self._default = ""
            for call in self._module.calls() if "set_start_method" in self._module.lowered_source else ():
                func = call.node.func
                name = func.attr.value if isinstance(func, cst.Attribute) else getattr(func, "value", "")
                if name == "set_start_method" and call.node.args:
                    self._default = self._text(call.node.args[0].value, call) or "?"
        return self._default

    def _text(self, expression: cst.BaseExpression, call: Call) -> str:
        values = self._module.values(expression, call)
        value = values[0] if len(values) == 1 else None
        return value.value if isinstance(value, Constant) and isinstance(value.value, str) else ""

    def _of(self, call: Call) -> ProcessStart | None:
        func = call.node.func
        attribute = func.attr.value if isinstance(func, cst.Attribute) else ""
        if attribute == "start":
            return self._process(call, func)
        names = {each.name for each in self._module.apis(call)}
        names |= self._module.names_of(func, call) & FORKS if attribute in {"", "fork", "forkpty"} else set()
        if names & FORKS:
            return ProcessStart(call, "fork", "fork")
        if names & _POOLS:
            return ProcessStart(call, "pool", self._of_context(func, call))
        if names & _JOBS:
            receivers = self._module.values(func.value, call) if isinstance(func, cst.Attribute) else ()
            method = self._of_executor(receivers, call)
            return ProcessStart(call, "job", method) if method is not None else None
        if any(name.endswith(".run_in_executor") for name in names):
            pool = argument(call.node, "executor", 0)
            method = self._of_executor(self._module.values(pool, call), call) if pool is not None else None
            return ProcessStart(call, "executor", method) if method is not None else None
        if names & _WITH_PREEXEC:
            given = argument(call.node, "preexec_fn", None)
            if given is not None and self._module.values(given, call) != (Constant(None),):
                return ProcessStart(call, "preexec", "fork")
        return None

    def _process(self, call: Call, func: cst.BaseExpression) -> ProcessStart | None:
        """``p.start()`` on what is certainly a process."""
        assert isinstance(func, cst.Attribute)
        kinds = set()
        method = ""
        for value in self._module.values(func.value, call):
            kinds.add(self._kind(value))
            if isinstance(value, Instance):  # whoever made one that was passed here chose how it starts
                method = method or (self._of_context(value.origin.func, call) if value.origin is not None else "?")
        if kinds == {None}:
            return self._of_collection(call, func)
        return ProcessStart(call, "process", method) if kinds == {"process"} else None

    @cached_property
    def _made(self) -> dict[cst.Call, Made]:
        """The threads and processes of the module, by the calls that make them."""
        return {each.call.node: each for each in self._module.ask(MadeThreads).all()}

    def _of_collection(self, call: Call, func: cst.Attribute) -> ProcessStart | None:
        """``for p in processes: p.start()``, of a list that is seen to be filled with processes."""
        kept = self._module.ask(Handles).kept(func.value, call)
        made = [self._made.get(each) for each in kept if isinstance(each, cst.Call)]
        if not made or not all(each is not None and each.kind == "process" for each in made):
            return None
        first = made[0]
        assert first is not None
        return ProcessStart(call, "process", self._of_context(first.call.node.func, first.call))

    def _kind(self, value: Value) -> str | None:
        if not isinstance(value, Instance):
            return None
        if isinstance(value.type, str):
            return "process" if value.type == "multiprocessing.Process" else None
        return self._module.ask(MadeThreads).kind_of(value.type)

    def _of_context(self, func: cst.BaseExpression, call: Call) -> str:
        """The start method of ``get_context("spawn").Process``; "?" if there is a context that is not known."""
        if not isinstance(func, cst.Attribute):
            return ""
        for value in self._module.values(func.value, call):
            if isinstance(value, Instance) and value.type == "multiprocessing.context.BaseContext":
                return self._of_origin(value, call)
        return ""

    def _of_origin(self, value: Instance, call: Call) -> str:
        if value.origin is None:
            return "?"
        given = argument(value.origin, "method", 0)
        place = self._module.call_at(value.origin) or call
        return (self._text(given, place) or "?") if given is not None else ""

    def _of_executor(self, values: tuple[Value, ...], call: Call) -> str | None:
        """The start method of a process pool; None if it is not certain to be one."""
        method = ""
        for value in values:
            if not isinstance(value, Instance) or value.type != _EXECUTOR:
                return None
            if value.origin is None:  # whoever made it chose how its workers start
                method = "?"
                continue
            given = argument(value.origin, "mp_context", 1)
            if given is not None:
                place = self._module.call_at(value.origin)
                contexts = self._module.values(given, place or call)
                first = contexts[0] if len(contexts) == 1 else None
                method = self._of_origin(first, call) if isinstance(first, Instance) else "?"
        return method if values else None

    def forks(self) -> Iterator[ProcessStart]:
        """The starts that fork: that method is named, or none is, neither there nor for the whole program."""
        for start in self.all():
            if start.method == "fork" or (start.method == "" and self.default in {"", "fork"}):
                yield start


class AtImport:
    """The starts of processes that importing a module leads to."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def all(self) -> Iterator[tuple[Op, cst.CSTNode, tuple[tuple[cst.CSTNode, ProcessStart | None], ...]]]:
        """(operation, expression, the way from there to the start) for each in the module's own code."""
        body = self._module.lowering.module
        starts = [each for each in self._module.ask(ProcessStarts).all() if each.method != "fork"]
        if not starts:
            return
        way: dict[Function, tuple[cst.CSTNode, Function | None, ProcessStart | None]] = {}
        todo: list[Function] = []
        for start in starts:
            function = start.call.function
            if function is body:
                yield start.call, start.call.node, ()
            elif function not in way:
                way[function] = (start.call.node, None, start)
                todo.append(function)
        if not todo:
            return
        contexts = self._module.ask(Contexts)
        above: dict[Function, list[tuple[Function, cst.CSTNode]]] = {}
        for function in self._module.functions:
            for node, callee in contexts.steps(function):
                above.setdefault(callee, []).append((function, node))
        for function in todo:  # grows while it is gone through
            for caller, node in above.get(function, ()):
                if caller is body:
                    op = next((each for each in body.ops if each.node is node), None)
                    if op is not None:
                        yield op, node, tuple(self._way(function, way))
                elif caller not in way:
                    way[caller] = (node, function, None)
                    todo.append(caller)

    @staticmethod
    def _way(
        function: Function | None, way: dict[Function, tuple[cst.CSTNode, Function | None, ProcessStart | None]]
    ) -> Iterator[tuple[cst.CSTNode, ProcessStart | None]]:
        while function is not None:
            node, onward, start = way[function]
            yield node, start
            function = onward
