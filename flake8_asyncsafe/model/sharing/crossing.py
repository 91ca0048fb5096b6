"""Objects that cross from one thread to another: those that may not leave theirs, and those that one may use at a time.

Send and Sync are facts of the catalogue (``send``, ``sync``), as traits are of a type.  An object crosses in the
arguments of what is started, or because code on a thread uses what other code has made: an attribute, a global, a
variable of the function around it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.contexts import Contexts, Kind
from flake8_asyncsafe.model.contexts.bound import BoundArguments
from flake8_asyncsafe.model.contexts.handles import loops_around
from flake8_asyncsafe.model.sharing.accesses import Accesses
from flake8_asyncsafe.model.values import Constant, Generator, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.catalogue.entries import Type
    from flake8_asyncsafe.model.contexts import Reach
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op
    from flake8_asyncsafe.model.scopes import Function

#: objects of event loops are another rule's business (ASF701)
_LOOPS = ("asyncio.", "anyio.", "trio.")


@dataclass(frozen=True, slots=True)
class Crossing:
    """``node`` is where another thread gets an object of type ``name``; ``why`` the catalogue's reason."""

    node: cst.CSTNode
    text: str
    name: str
    why: str


class Crossings:
    """The crossings of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._contexts = module.ask(Contexts)

    def not_send(self) -> Iterator[Crossing]:
        """Each object that may not leave its thread and gets to another one."""
        for crossing, op, value in self._given:
            if self._lacks(value, op, "send"):
                yield self._put(crossing, value)
        for function, reach, call in self._uses:
            used = self._used(call)
            if used is None or not self._lacks(used, call, "send"):
                continue
            if self._comes_from_elsewhere(used, function, reach):
                yield self._put(call.node, used, call)

    def not_sync(self) -> Iterator[Crossing]:
        """Each object that one thread at a time may use and several get."""
        for crossing, op, value in self._given:
            if self._is_given_to_several(op) and self._lacks(value, op, "sync") and not self._lacks(value, op, "send"):
                yield self._put(crossing, value)
        for function, reach, call in self._uses:
            used = self._used(call)
            if used is None or not self._lacks(used, call, "sync") or self._lacks(used, call, "send"):
                continue
            if self._module.ask(Accesses).held(call) or not self._comes_from_elsewhere(used, function, reach):
                continue
            if self._contexts.concurrent(function, function, call, call) is not None and not reach.context.own:
                yield self._put(call.node, used, call)

    # -- what is given ------------------------------------------------------------------------------------------------

    @cached_property
    def _given(self) -> list[tuple[cst.BaseExpression, Op, Instance | Generator]]:
        """(argument, place, value) for what threads are started with."""
        if not self._contexts.starts_threads:
            return []
        found: list[tuple[cst.BaseExpression, Op, Instance | Generator]] = []
        seen: set[cst.BaseExpression] = set()
        bound = BoundArguments(self._module)
        for context in self._contexts.contexts:
            for _, expression, op in bound.parameters(context) if context.kind is Kind.THREAD else ():
                if expression in seen:
                    continue
                seen.add(expression)
                for value in self._module.values(expression, op):
                    if isinstance(value, (Instance, Generator)):
                        found.append((expression, op, value))
                        break
        return found

    @staticmethod
    def _is_given_to_several(op: Op) -> bool:
        return bool(loops_around(op))

    # -- what is used -------------------------------------------------------------------------------------------------

    @cached_property
    def _uses(self) -> list[tuple[Function, Reach, Call]]:
        """(function, how it gets to a thread, call) for the method calls of code that certainly runs on one."""
        if not self._contexts.starts_threads:
            return []
        found: list[tuple[Function, Reach, Call]] = []
        for function in self._module.functions:
            reach = self._contexts.on_thread(function)
            if reach is None:
                continue
            seen: set[str] = set()
            for call in function.calls:
                func = call.node.func
                if isinstance(func, cst.Attribute) and isinstance(func.value, (cst.Name, cst.Attribute)):
                    text = self._module.source(func.value)
                    if text not in seen:
                        seen.add(text)
                        found.append((function, reach, call))
        return found

    def _used(self, call: Call) -> Instance | Generator | None:
        """The object that a call calls a method of, if what it is and where it was made is known."""
        assert isinstance(call.node.func, cst.Attribute)
        for value in self._module.values(call.node.func.value, call):
            if isinstance(value, Instance) and value.origin is not None:
                return value
        return None

    def _comes_from_elsewhere(self, value: Instance | Generator, function: Function, reach: Reach) -> bool:
        """Whether an object was made by code that does not run on that thread itself."""
        origin = value.origin if isinstance(value, Instance) else value.node
        made = self._module.call_at(origin) if origin is not None else None
        if made is None or made.function is function:
            return False
        return all(each.context is not reach.context for each in self._contexts.of(made.function))

    # -- traits -------------------------------------------------------------------------------------------------------

    def _lacks(self, value: Instance | Generator, op: Op, trait: str) -> bool:
        """Whether a type certainly has not the trait."""
        if isinstance(value, Generator):
            return trait == "sync" and not value.of.function.is_async
        entry = self._entry(value)
        if entry is None or entry.name.startswith(_LOOPS):
            return False
        if trait == "send" and entry.name.startswith("sqlite3."):
            return not self._may_be_sent(value, op)
        return (entry.send if trait == "send" else entry.sync) is False

    def _entry(self, value: Instance) -> Type | None:
        if not isinstance(value.type, str):
            return None
        catalogue = self._module.catalogue
        for name in catalogue.lineage(catalogue.canonical(value.type)):
            entry = catalogue.types.get(name)
            if entry is not None and (entry.send is not None or entry.sync is not None):
                return entry
        return None

    def _may_be_sent(self, value: Instance, op: Op) -> bool:
        """``sqlite3.connect(path, check_same_thread=False)``; of what is not seen to be made it is not known."""
        if value.origin is None:
            return False
        given = argument(value.origin, "check_same_thread", 4)
        if given is None:
            return any(arg.star for arg in value.origin.args)
        place = self._module.call_at(value.origin) or op
        return self._module.values(given, place) != (Constant(True),)

    def _put(self, node: cst.CSTNode, value: Instance | Generator, call: Call | None = None) -> Crossing:
        subject = call.node.func.value if call is not None and isinstance(call.node.func, cst.Attribute) else node
        text = self._module.source(subject)
        if isinstance(value, Generator):
            return Crossing(node, text, "generator", "a step that starts while another one runs raises ValueError")
        entry = self._entry(value)
        assert entry is not None
        return Crossing(node, text, entry.name, entry.why)
