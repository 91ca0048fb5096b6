"""What is sent to another process and cannot be: it is pickled on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.aliasing.copies import LockCopies
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.sharing.sent import SentToProcesses
from flake8_asyncsafe.model.values import ExternalMethod, FunctionRef, Generator, Instance, Method, Partial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call
    from flake8_asyncsafe.model.values import Value

_UNPICKLABLE = {
    "io.IOBase": "an open file", "io.TextIOWrapper": "an open file", "io.BufferedReader": "an open file",
    "socket.socket": "a socket", "asyncio.AbstractEventLoop": "an event loop", "asyncio.Task": "a task",
    "asyncio.Future": "a future", "threading.Thread": "a thread", "threading.Event": "an event of threads",
    "sqlite3.Connection": "a connection", "queue.Queue": "a queue of threads",
    "multiprocessing.pool.Pool": "a pool", "concurrent.futures.Executor": "an executor",
}  # fmt: skip

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
            for sent in module.ask(SentToProcesses).by(call):
                what = self._what(sent.node, call, pooled=sent.pooled)
                if what:
                    yield Unpicklable(sent.within or sent.node, what)
                    break

    # -- what cannot be pickled ---------------------------------------------------------------------------------------

    def _what(self, node: cst.BaseExpression, op: Call, *, pooled: bool) -> str:
        """What an expression is, if that certainly cannot be pickled."""
        if isinstance(node, cst.Lambda):
            return "a lambda"
        if isinstance(node, cst.GeneratorExp):
            return "a generator"
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
