"""What is sent to another process and cannot be: it is pickled on the way."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.aliasing.copies import LockCopies
from flake8_asyncsafe.model.calls.arguments import argument, last_name
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.values import ExternalMethod, FunctionRef, Generator, Instance, Method, Partial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call
    from flake8_asyncsafe.model.values import Value

_EXECUTORS = "concurrent.futures.ProcessPoolExecutor"
_THREADS = "multiprocessing.pool.ThreadPool"
_POOLS = "multiprocessing.pool.Pool"
#: methods of pools, and whether their second argument is an iterable that the parent walks over
_METHODS = {
    "submit": False, "apply": False, "apply_async": False, "map": True, "imap": True, "imap_unordered": True,
    "map_async": True, "starmap": True, "starmap_async": True,
}  # fmt: skip
_UNPICKLABLE = {
    "io.IOBase": "an open file", "io.TextIOWrapper": "an open file", "io.BufferedReader": "an open file",
    "socket.socket": "a socket", "asyncio.AbstractEventLoop": "an event loop", "asyncio.Task": "a task",
    "asyncio.Future": "a future", "threading.Thread": "a thread", "threading.Event": "an event of threads",
    "sqlite3.Connection": "a connection", "queue.Queue": "a queue of threads",
    "multiprocessing.pool.Pool": "a pool", "concurrent.futures.Executor": "an executor",
}  # fmt: skip

#: start methods of processes that pickle what these are given
_PICKLING = frozenset({"spawn", "forkserver"})
#: what a process inherits, but no job of a pool may be given
_INHERITED = {
    f"multiprocessing.{name}": what
    for what, names in {
        "a queue of processes": ("Queue", "JoinableQueue", "SimpleQueue"),
        "shared memory": ("Value", "Array", "RawValue", "RawArray"),
        "an event of processes": ("Event",),
        "a barrier of processes": ("Barrier",),
        "a process": ("Process",),
    }.items()
    for name in names
}


@dataclass(frozen=True, slots=True)
class Unpicklable:
    """``node`` is sent to a process, and ``what`` it is cannot be pickled."""

    node: cst.BaseExpression
    what: str


class Pickled:
    """What one module sends to processes."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def found(self) -> Iterator[Unpicklable]:
        """Every argument that a process cannot get."""
        module = self._module
        if not module.imports("multiprocessing") and not module.imports("concurrent") and not module.imports("asyncio"):
            return
        for call in module.calls():
            for node in self._sent(call):
                what = self._what(node, call)
                if what:
                    yield Unpicklable(node, what)
                    break

    def _sent(self, call: Call) -> Iterator[cst.BaseExpression]:
        """The expressions that a call sends to another process."""
        func = call.node.func
        name = last_name(func)
        if name in _METHODS and isinstance(func, cst.Attribute):
            if self._is_pool(func.value, call):
                yield from self._arguments(call, walked=_METHODS[name])
        elif name == "run_in_executor":
            pool = argument(call.node, "executor", 0)
            if pool is not None and self._is_pool(pool, call):
                yield from [arg.value for arg in call.node.args[1:] if not arg.star]
        elif name == "Process" and self._is_spawned(call):
            target = argument(call.node, "target", 1)
            if target is not None:
                yield target
            given = argument(call.node, "args", 3)
            if isinstance(given, (cst.Tuple, cst.List)):
                yield from [element.value for element in given.elements]

    def _arguments(self, call: Call, *, walked: bool) -> Iterator[cst.BaseExpression]:
        args = [arg for arg in call.node.args if not arg.star]
        for place, arg in enumerate(args):
            if walked and place:
                continue  # the parent walks over it
            applied = last_name(call.node.func).startswith("apply")
            if place and applied and isinstance(arg.value, cst.Tuple):
                yield from [element.value for element in arg.value.elements]
            else:
                yield arg.value

    def _is_pool(self, expression: cst.BaseExpression, op: Call) -> bool:
        catalogue = self._module.catalogue
        for value in self._module.values(expression, op):
            if not isinstance(value, Instance):
                continue
            of = value.type
            bases = [of] if isinstance(of, str) else list(self._module.classes.external_bases(of))
            for base in bases:
                lineage = catalogue.lineage(catalogue.canonical(base))
                if _THREADS in lineage:
                    break  # the class derives from that of processes, but its jobs are given nothing by pickle
                if _EXECUTORS in lineage or _POOLS in lineage or "multiprocessing.Pool" in lineage:
                    return True
        return False

    def _is_spawned(self, call: Call) -> bool:
        """Whether a process is made by a context that pickles what it is given: spawn or forkserver."""
        func = call.node.func
        if self._method_set and "multiprocessing.Process" in self._module.names_of(func, call):
            return True
        if not isinstance(func, cst.Attribute):
            return False
        for value in self._module.values(func.value, call):
            if (
                isinstance(value, Instance)
                and value.origin is not None
                and last_name(value.origin.func) == "get_context"
            ):
                method = argument(value.origin, "method", 0)
                return isinstance(method, cst.SimpleString) and method.evaluated_value in _PICKLING
        return False

    @cached_property
    def _method_set(self) -> bool:
        """Whether the module sets such a start method for all processes, and no other."""
        methods = [
            argument(call.node, "method", 0)
            for call in self._module.calls()
            if last_name(call.node.func) == "set_start_method"
        ]
        return bool(methods) and all(
            isinstance(each, cst.SimpleString) and each.evaluated_value in _PICKLING for each in methods
        )

    # -- what cannot be pickled ---------------------------------------------------------------------------------------

    def _what(self, node: cst.BaseExpression, op: Call) -> str:
        """What an expression is, if that certainly cannot be pickled."""
        if isinstance(node, cst.Lambda):
            return "a lambda"
        if isinstance(node, cst.GeneratorExp):
            return "a generator"
        pooled = last_name(op.node.func) != "Process"
        for value in self._module.values(node, op):
            what = (
                self._of_value(value)
                or self._of_partial(value, pooled=pooled)
                or (self._inherited_only(value) if pooled else "")
            )
            if what:
                return what
        return ""

    def _of_partial(self, value: Value, *, pooled: bool) -> str:
        """What a partial takes along, if that cannot be pickled."""
        call = self._module.call_at(value.node) if isinstance(value, Partial) else None
        for arg in call.node.args[1:] if call is not None else ():
            for given in self._module.values(arg.value, call) if call is not None else ():
                what = self._of_value(given) or (self._inherited_only(given) if pooled else "")
                if what:
                    return f"a partial with {what}"
        return ""

    def _inherited_only(self, value: Value) -> str:
        """Locks, queues and memory of processes: a process gets them when it is made, and in no other way."""
        if isinstance(value, Method):
            what = self._part(value.receiver, self._inherited_only)
            return f"a method of {what}" if what else ""
        if not isinstance(value, Instance):
            return ""
        if isinstance(value.type, Class):
            return self._part(value.type, self._inherited_only)
        traits = self._module.locks.traits(value)
        if traits is not None and traits.kind is LockKind.PROCESS:
            return "a lock of processes"
        return _INHERITED.get(self._module.catalogue.canonical(value.type), "")

    def _of_value(self, value: Value) -> str:
        if isinstance(value, Partial):
            return self._of_value(value.target)
        if isinstance(value, FunctionRef):
            function = value.function
            if function.kind == "lambda":
                return "a lambda"
            local = function.parent is not None and function.parent.kind != "module"
            return "a function inside of another one" if local else ""
        if isinstance(value, Method):
            what = self._of_object(value.receiver)
            return f"a method of {what}" if what else ""
        if isinstance(value, Generator):
            return "a generator"
        if isinstance(value, Instance):
            return self._of_instance(value)
        return self._of_instance(value.receiver) if isinstance(value, ExternalMethod) else ""

    def _of_instance(self, value: Instance) -> str:
        traits = self._module.locks.traits(value)
        if traits is not None and traits.kind is LockKind.THREAD:
            return "a lock of threads"
        if isinstance(value.type, Class):
            return self._of_object(value.type)
        return self._of_type(value.type)

    def _of_type(self, name: str) -> str:
        catalogue = self._module.catalogue
        return next(
            (_UNPICKLABLE[each] for each in catalogue.lineage(catalogue.canonical(name)) if each in _UNPICKLABLE), ""
        )

    def _of_object(self, cls: Class) -> str:
        """What an object of the project has, from its construction on, that keeps it from being pickled."""
        copies = self._module.ask(LockCopies)
        owned = copies.owned_lock(cls)
        if owned:
            return f"an object with a lock (`{owned}`)"
        return self._part(cls, lambda part: self._of_type(part.type) if isinstance(part.type, str) else "")

    def _part(self, cls: Class, ask: Callable[[Instance], str]) -> str:
        """The first thing of an outside type that objects of a class always have, of which ``ask`` says what it is."""
        copies = self._module.ask(LockCopies)
        for name in copies.attributes(cls):
            values = self._module.evaluator.members.attribute(Instance(cls), name)
            if len(values) == 1 and isinstance(values[0], Instance) and isinstance(values[0].type, str):
                what = ask(values[0])
                if what:
                    return "" if copies.says_how_to_pickle(cls) else f"an object with {what} (`{name}`)"
        return ""
