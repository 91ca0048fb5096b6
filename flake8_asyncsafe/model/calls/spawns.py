"""Spawn edges: who starts whom, and where it then runs.

An API of the catalogue with ``runs`` takes a callable or a coroutine and runs it somewhere: as a task, on another
thread, in the loop as a callback, or right here ("inline": key functions, ``map``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Form, Runs, Where
from flake8_asyncsafe.model.calls.arguments import argument, variadic
from flake8_asyncsafe.model.scopes import Class, Function
from flake8_asyncsafe.model.values import (
    Coroutine,
    External,
    ExternalMethod,
    FunctionRef,
    Instance,
    Method,
    Partial,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call

#: what calls its argument when the with block of its object ends
_AT_THE_END = frozenset({"contextlib.ExitStack.callback", "contextlib.AsyncExitStack.callback"})


@dataclass(frozen=True, slots=True)
class Spawn:
    """One edge: the call ``op`` of API ``name`` runs what ``argument`` is (``value``) at ``where``."""

    op: Call
    name: str
    where: Where
    form: Form
    argument: cst.BaseExpression
    value: Value

    @property
    def function(self) -> Function | None:
        """The function of this module that will run, if it is one."""
        return function_of(self.value)


def function_of(value: Value) -> Function | None:
    """The function of this module behind a callable, partial or coroutine value."""
    while isinstance(value, Partial):
        value = value.target
    if isinstance(value, Coroutine):
        value = value.of
    if isinstance(value, (FunctionRef, Method)):
        return value.function
    return None


class Spawns:
    """The spawn edges of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._all: tuple[Spawn, ...] | None = None
        self._inline: dict[Call, tuple[tuple[cst.BaseExpression, Value], ...]] = {}
        self._done_callbacks: dict[Function, set[str]] | None = None

    def handed_over(self, call: Call) -> Iterator[tuple[str, Runs, cst.BaseExpression]]:
        """Yield (API, how it runs it, the argument) for each argument of ``call`` that its API will run."""
        for target in self._module.targets(call):
            if not isinstance(target, (External, ExternalMethod)):
                continue
            api = self._module.catalogue.api(target.name)
            if api is None:
                continue
            for runs in api.runs:
                if runs.variadic:
                    for given in variadic(call.node, runs.position or 0):
                        yield api.name, runs, given
                else:
                    expression = argument(call.node, runs.name, runs.position)
                    if expression is not None:
                        yield api.name, runs, expression

    def all(self) -> tuple[Spawn, ...]:
        """Every spawn edge of the module, in textual order of functions."""
        if self._all is None:
            self._all = tuple(self._find())
        return self._all

    def _find(self) -> Iterator[Spawn]:
        for function in self._module.functions:
            for call in function.calls:
                for name, runs, expression in self.handed_over(call):
                    for value in self._opened(expression, call):
                        yield Spawn(call, name, runs.where, runs.form, expression, value)

    def _opened(self, expression: cst.BaseExpression, call: Call) -> Iterator[Value]:
        """The values of what is handed over; an object of this module that can be called as its ``__call__``."""
        for value in self._module.values(expression, call):
            if isinstance(value, Instance) and isinstance(value.type, Class):
                yield from self._module.evaluator.calls.callable_of(value)
            else:
                yield value

    def inline(self, call: Call) -> tuple[tuple[cst.BaseExpression, Value], ...]:
        """(argument, callable) for what the API called here calls before it returns."""
        found = self._inline.get(call)
        if found is None:
            found = self._inline[call] = tuple(
                (expression, value)
                for name, runs, expression in self.handed_over(call)
                if runs.where is Where.INLINE and not (name in _AT_THE_END and self._is_of_another(call))
                for value in self._module.values(expression, call)
            )
        return found

    @staticmethod
    def _is_of_another(call: Call) -> bool:
        """Whether a method is called on a variable of an enclosing function, which will end it there."""
        func = call.node.func
        if not isinstance(func, cst.Attribute) or not isinstance(func.value, cst.Name):
            return True
        return call.block.scope.lookup(func.value.value) is not call.function.scope

    def offloaded(self) -> frozenset[Function]:
        """The functions of this module that are handed to a thread or process somewhere."""
        return frozenset(
            spawn.function
            for spawn in self.all()
            if spawn.where in {Where.THREAD, Where.PROCESS} and spawn.function is not None
        )

    def is_done_callback(self, function: Function, path: str) -> bool:
        """Whether ``path`` is the future that ``function``, a done callback, was called with."""
        if self._done_callbacks is None:
            self._done_callbacks = {}
            for spawn in self.all():
                if spawn.name.endswith(".add_done_callback") and spawn.function is not None:
                    params = [w.node.name.value for w in spawn.function.params if isinstance(w.node, cst.Param)]
                    self._done_callbacks.setdefault(spawn.function, set()).update(params)
        return path in self._done_callbacks.get(function, ())
