"""Uses of objects that belong to an event loop, by code on other threads."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Where
from flake8_asyncsafe.model.contexts.asks import asks_for_thread
from flake8_asyncsafe.model.contexts.places import Kind
from flake8_asyncsafe.model.contexts.question import Contexts
from flake8_asyncsafe.model.values import UNKNOWN, External, ExternalMethod, Instance, Partial, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.contexts.places import Reach
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op
    from flake8_asyncsafe.model.scopes import Function

#: calls that make the thread one with an event loop
_OWN_LOOP = frozenset({"asyncio.set_event_loop"})

#: a parameter is followed through so many functions
_DEEPEST = 3


class LoopBound:
    """What may only be called on the thread of a loop, and is called on another one; for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._own: dict[Function, bool] = {}
        self._has: dict[Reach, bool] = {}

    def calls(self) -> Iterator[tuple[Call, str, Reach]]:
        """(call, name of the API, how it gets on a thread) for calls on worker threads that have no loop."""
        contexts = self._module.ask(Contexts)
        if not contexts.starts_threads:
            return
        for function in self._module.functions:
            if function.is_async:
                continue
            reaches = [
                each for each in contexts.of(function) if each.kind is Kind.THREAD and not each.loop and each.sure
            ]
            if not reaches or all(self._has_loop(each) for each in reaches):
                continue
            reach = next(each for each in reaches if not self._has_loop(each))
            given = contexts.bound.given(reach.context) if reach.step is None else {}
            for call in function.calls:
                name = self.bound(call) or self._bound_by_start(call, given) or self._bound_by_callers(call)
                if name is not None and not self._looks_first(call):
                    yield call, name, reach

    def given(self) -> Iterator[tuple[cst.BaseExpression, str, str]]:
        """(argument, name of the method, API) for methods of such objects that are given to a thread to call."""
        for spawn in self._module.spawns.all():
            if spawn.where is Where.THREAD and spawn.how == "call":
                name = self._is_bound(spawn.value)
                if name is not None:
                    yield spawn.argument, name, spawn.name
        started = self._module.ask(Contexts).given.all()
        # not where something of several sorts is started: a future of the loop, or of a pool
        elsewhere = {(each.op, each.argument) for each in started if each.how.where is not Where.THREAD}
        for given in started:
            name = self._is_bound(given.value) if (given.op, given.argument) not in elsewhere else None
            if name is not None:
                yield given.argument, name, given.how.api

    def bound(self, call: Call) -> str | None:
        """The name of the API, if a call may only be made on the thread of a loop."""
        targets = self._module.targets(call)
        names = [self._is_bound(target) for target in targets]
        return names[0] if names and all(name is not None for name in names) else None

    def _bound_by_start(self, call: Call, given: dict[str, list[Value]]) -> str | None:
        """The same, of what the function that was started was given without saying what it is."""
        func = call.node.func
        values = self._module.ask(Contexts).bound.subject(call, given) if given else []
        for value in values:
            if isinstance(func, cst.Attribute) and isinstance(value, Instance) and isinstance(value.type, str):
                return self._is_bound(ExternalMethod(f"{value.type}.{func.attr.value}", value))
        return None

    def _bound_by_callers(self, call: Call) -> str | None:
        """The same, of a parameter, or an attribute that is one, for which all callers in sight give such a thing."""
        func = call.node.func
        if not isinstance(func, cst.Attribute) or func.attr.value not in self._methods:
            return None
        if self._module.values(func.value, call) not in {(), (UNKNOWN,)}:
            return None
        types = {value.type for value in self._given(func.value, call) if isinstance(value, Instance)}
        of = types.pop() if len(types) == 1 else None
        return self._is_bound(ExternalMethod(f"{of}.{func.attr.value}", Instance(of))) if isinstance(of, str) else None

    def _given(self, expression: cst.BaseExpression, op: Op, depth: int = 0) -> list[Value]:
        """What callers give for what an expression is a parameter of; nothing if it is not known of one of them."""
        given = self._module.ask(Contexts).given
        found: list[Value] = []
        for parameter in given.parameters(expression, op):
            for caller, argument in given.arguments(parameter):
                values = self._module.values(argument, caller)
                if values in {(), (UNKNOWN,)}:
                    inner = self._given(argument, caller, depth + 1) if depth < _DEEPEST else []
                    if not inner:
                        return []
                    found += inner
                else:
                    found += values
        return found

    @cached_property
    def _methods(self) -> frozenset[str]:
        """The names of methods that belong to a loop's thread."""
        return frozenset(name for known in self._module.catalogue.types.values() for name in known.loop_bound)

    def _is_bound(self, target: Value) -> str | None:
        catalogue = self._module.catalogue
        while isinstance(target, Partial):
            target = target.target
        if isinstance(target, External):
            api = catalogue.api(target.name)
            return api.name if api is not None and api.loop_bound else None
        if not isinstance(target, ExternalMethod):
            return None
        owner, _, method = target.name.rpartition(".")
        for name in catalogue.lineage(owner):
            known = catalogue.types.get(name)
            if known is not None and method in known.loop_bound:
                return target.name
        return None

    def _looks_first(self, call: Call) -> bool:
        """Whether the function has looked, before a call, on which thread it is or whether a loop runs here."""
        return self._module.blocking.knows_of_loop(call) or asks_for_thread(self._module, call)

    def _has_loop(self, reach: Reach) -> bool:
        """Whether something on the way runs a loop, or prepares one: then objects of that loop are at home there."""
        way: list[Reach] = []
        each: Reach | None = reach
        found = False
        while each is not None:
            known = self._has.get(each)
            if known is not None:
                found = known
                break
            way.append(each)
            each = each.before
        for each in reversed(way):  # the beginnings of ways are shared: each of them is looked at once
            found = self._has[each] = found or self._makes_loop(each.function)
        return found

    def _makes_loop(self, function: Function) -> bool:
        found = self._own.get(function)
        if found is None:
            found = self._own[function] = any(
                self._module.runs_loop(call) is not None or self._module.names_of(call.node.func, call) & _OWN_LOOP
                for call in function.calls
            )
        return found
