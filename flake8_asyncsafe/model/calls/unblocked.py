"""Objects that were told not to block: ``sock.setblocking(False)``.

Two ways lead from a call on such an object to where it was told: its name, also under the name that the parameter of a
helper has for it (or its argument in every caller), and what made it, so that neither an alias nor the way through an
attribute or the result of a helper matters.  The order of the two is not looked at: a socket that is made quiet at all
is made so before it is used.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument, passes
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call
from flake8_asyncsafe.model.values import Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class, Function


class UnblockedObjects:
    """Knows which receivers were told not to block, anywhere in the module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._by_owner: dict[Class | None, list[Function]] = {}
        self._quiet: dict[Function, frozenset[str]] = {}

    def covers(self, call: Call) -> bool:
        """Whether the receiver of a call was told not to block, here or in a helper it went to or came from."""
        func = call.node.func
        if not isinstance(func, cst.Attribute):
            return False
        if self._origins and self._made_by(func.value, call) & self._origins:
            return True
        path = dotted_text(func.value)
        if not path:
            return False
        function = call.function
        places = [function]
        if "." in path and function.owner is not None:
            if not self._by_owner:
                for each in self._module.functions:
                    self._by_owner.setdefault(each.owner, []).append(each)
            places = self._by_owner[function.owner]
        elif function.scope.lookup(path) is not function.scope:
            places = [function, self._module.lowering.module]
        return any(path in self._told(each) for each in places) or self._given_quiet(function, path)

    def _given_quiet(self, function: Function, path: str) -> bool:
        """Whether every caller in sight tells the object that it gives for a parameter."""
        place = 0
        for write in function.params:
            if not isinstance(write.node, cst.Param) or write.node.name.value == function.receiver:
                continue
            if write.node.name.value == path:
                break
            place += 1
        else:
            return False
        callers = [(caller, edge.op) for caller, edge in self._module.graph.callers(function) if edge.how == "call"]
        return bool(callers) and all(
            isinstance(op, Call) and dotted_text(argument(op.node, path, place)) in self._told(caller)
            for caller, op in callers
        )

    @cached_property
    def _tellers(self) -> dict[Function, list[Call]]:
        """The calls that tell an object not to block, by the function they stand in."""
        names = self._module.catalogue.unblockers
        found: dict[Function, list[Call]] = {}
        for call in self._module.calls():
            func = call.node.func
            if isinstance(func, cst.Attribute) and func.attr.value in names:
                tests = (test for api in self._module.apis(call) for test in api.unblocks)
                if any(passes(test, call.node, self._module.evaluator, call) for test in tests):
                    found.setdefault(call.function, []).append(call)
        return found

    @cached_property
    def _origins(self) -> frozenset[cst.Call]:
        """What made the objects that are told."""
        found: set[cst.Call] = set()
        for calls in self._tellers.values():
            for call in calls:
                assert isinstance(call.node.func, cst.Attribute)
                found |= self._made_by(call.node.func.value, call)
        return frozenset(found)

    def _made_by(self, receiver: cst.BaseExpression, call: Call) -> frozenset[cst.Call]:
        return frozenset(
            value.origin
            for value in self._module.values(receiver, call)
            if isinstance(value, Instance) and value.origin is not None
        )

    def _told(self, function: Function) -> frozenset[str]:
        """The names of what a function tells not to block."""
        known = self._quiet.get(function)
        if known is None:
            self._quiet[function] = frozenset()  # a helper that calls itself
            known = self._quiet[function] = frozenset(self._tells(function)) - {""}
        return known

    def _tells(self, function: Function) -> Iterator[str]:
        for call in self._tellers.get(function, ()):
            assert isinstance(call.node.func, cst.Attribute)
            yield dotted_text(call.node.func.value)
        for edge in self._module.graph.edges(function):
            if edge.how == "call" and isinstance(edge.op, Call) and edge.op.node.args:
                yield from _passed_on(edge.op.node, edge.callee, self._told(edge.callee))


def _passed_on(node: cst.Call, callee: Function, params: frozenset[str]) -> Iterator[str]:
    """The names of the arguments that a callee binds to one of ``params``."""
    place = 0
    for write in callee.params:
        if not isinstance(write.node, cst.Param) or write.node.name.value == callee.receiver:
            continue
        if write.node.name.value in params:
            yield dotted_text(argument(node, write.node.name.value, place))
        place += 1
