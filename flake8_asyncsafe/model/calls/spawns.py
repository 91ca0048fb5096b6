"""Spawn edges: who starts whom, and where it then runs.

An API of the catalogue with ``runs`` takes a callable or a coroutine and runs it somewhere: as a task, on another
thread, in the loop as a callback, or right here ("inline": key functions, ``map``).  It gets it in a call, or as a
decorator.  A class of the catalogue with ``hooks`` calls methods that its subclasses define.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import DECORATED, Form, Hook, Runs, Where
from flake8_asyncsafe.model.calls.arguments import argument, given_for, passes, variadic
from flake8_asyncsafe.model.calls.driven import DrivenByHand
from flake8_asyncsafe.model.calls.started import made_call, partial_call
from flake8_asyncsafe.model.inference.members import is_property
from flake8_asyncsafe.model.scopes import Class, Function
from flake8_asyncsafe.model.values import (
    ClassRef,
    Coroutine,
    External,
    ExternalMethod,
    FunctionRef,
    Generator,
    Instance,
    Method,
    Partial,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op

#: what calls its argument when the with block of its object ends
_AT_THE_END = frozenset({"contextlib.ExitStack.callback", "contextlib.AsyncExitStack.callback"})


@dataclass(frozen=True, slots=True)
class Spawn:
    """One edge: at ``op``, API ``name`` is given what ``argument`` is (``value``), and runs it at ``where``.

    ``how`` it is given: "call" (``op`` is the call), "decorator" (``argument``; ``op`` defines the function), or
    "hook": a method that the class ``name`` calls (``argument`` is its name where it is defined).  ``flags`` are those
    of the catalogue: many, serial, own.
    """

    op: Op
    name: str
    where: Where
    form: Form
    argument: cst.BaseExpression
    value: Value
    how: str = "call"
    flags: frozenset[str] = frozenset()

    @property
    def node(self) -> cst.CSTNode:
        """Where it is given: the call, the decorator, or the definition of the method."""
        return self.argument if self.how == "decorator" else self.op.node

    @property
    def given(self) -> cst.BaseExpression:
        """What is given, as the code names it."""
        defined = self.function if self.how != "call" else None
        node = defined.node if defined is not None else None
        return node.name if isinstance(node, cst.FunctionDef) else self.argument

    @property
    def function(self) -> Function | None:
        """The function of this module that will run, if it is one."""
        return function_of(self.value)

    @property
    def made(self) -> cst.Call | None:
        """The call that is made of it there: ``f(a)`` for ``submit(f, a)``; None if its arguments are not in sight."""
        if self.how != "call" or not isinstance(self.op.node, cst.Call):
            return None
        if isinstance(self.value, Partial):
            return partial_call(self.value.node)
        if isinstance(self.value, (Coroutine, Generator)):
            return None  # that call has been made: it is among the callers
        return made_call(self.op.node, self.argument, self.name)


def function_of(value: Value) -> Function | None:
    """The function of this module behind a callable, partial, coroutine or generator value."""
    while isinstance(value, Partial):
        value = value.target
    if isinstance(value, (Coroutine, Generator)):
        value = value.of
    if isinstance(value, (FunctionRef, Method)):
        return value.function
    return None


class Spawns:
    """The spawn edges of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._all: tuple[Spawn, ...] | None = None
        self._handed_over: dict[Call, tuple[tuple[str, Runs, cst.BaseExpression], ...]] = {}
        self._inline: dict[Call, tuple[tuple[cst.BaseExpression, Value], ...]] = {}
        self._defined: tuple[Spawn, ...] | None = None
        self._done_callbacks: dict[Function, set[str]] | None = None

    def handed_over(self, call: Call) -> tuple[tuple[str, Runs, cst.BaseExpression], ...]:
        """(API, how it runs it, the argument) for each argument of ``call`` that its API will run."""
        if not call.node.args:
            return ()
        found = self._handed_over.get(call)
        if found is None:
            found = tuple(self._find_handed_over(call))
            if len(found) > 1 and any(runs.where is Where.LOOP_CALLBACK for _, runs, _ in found):
                # of a future that may be one of asyncio or one of an executor: no evidence of another thread
                found = tuple(each for each in found if each[1].where is not Where.THREAD)
            self._handed_over[call] = found
        return found

    def _find_handed_over(self, call: Call) -> Iterator[tuple[str, Runs, cst.BaseExpression]]:
        for name in self._started_by(call):
            api = self._module.catalogue.api(name)
            if api is None:
                continue
            for runs in api.runs:
                if runs.only_if is not None and not passes(runs.only_if, call.node, self._module.evaluator, call):
                    continue
                if runs.variadic:
                    for given in variadic(call.node, runs.position or 0):
                        yield api.name, runs, given
                else:
                    expression = argument(call.node, runs.name, runs.position)
                    if expression is not None:
                        yield api.name, runs, self._carried(expression, call, api.name)

    def _carried(self, expression: cst.BaseExpression, call: Call, api: str) -> cst.BaseExpression:
        """What in the end runs, if what is given only calls one of its arguments: of ``submit(ctx.run, f)`` it is f."""
        for value in self._module.values(expression, call):
            carrier = value.target if isinstance(value, Partial) else value
            made = partial_call(value.node) if isinstance(value, Partial) else made_call(call.node, expression, api)
            if made is None or not isinstance(carrier, (External, ExternalMethod)):
                continue
            known = self._module.catalogue.api(carrier.name)
            for runs in known.runs if known is not None else ():
                plain = runs.form in {Form.FUNCTION, Form.CALLABLE}
                if runs.where is Where.INLINE and plain and not runs.variadic:
                    carried = argument(made, runs.name, runs.position)
                    return carried if carried is not None else expression
        return expression

    def _started_by(self, call: Call) -> Iterator[str]:
        """The names of the APIs that a call is of; to make an object of a derived class is to call the base's."""
        func = call.node.func
        if isinstance(func, cst.Attribute) and func.attr.value == "__init__" and isinstance(func.value, cst.Call):
            owner = call.function.owner
            if owner is not None and isinstance(func.value.func, cst.Name) and func.value.func.value == "super":
                yield from self._module.classes.external_bases(owner)
                return
        for target in self._module.targets(call):
            if isinstance(target, (External, ExternalMethod)):
                yield target.name
            elif isinstance(target, ClassRef) and call.node.args:
                classes = self._module.classes
                if classes.method(target.cls, "__init__") is None:
                    yield from classes.external_bases(target.cls)

    def all(self) -> tuple[Spawn, ...]:
        """Every spawn edge of the module: of calls in textual order of functions, then of definitions."""
        if self._all is None:
            self._all = (*self._find(), *self.of_definitions())
        return self._all

    def of_definitions(self) -> tuple[Spawn, ...]:
        """The spawn edges of functions that are started because of how they are defined: decorated, or hooks."""
        if self._defined is None:
            self._defined = tuple(
                spawn
                for function in self._module.functions
                if function.write is not None
                for spawn in (*self._decorated(function, function.write), *self._hooked(function, function.write))
            )
        return self._defined

    def _decorated(self, function: Function, op: Op) -> Iterator[Spawn]:
        for decorator, api in self._module.evaluator.decorators.applied(function):
            bare = not isinstance(decorator, cst.Call)
            found: dict[tuple[Where, Form], frozenset[str]] = {}
            for runs in api.runs:
                if runs.name == DECORATED or (bare and runs.position == 0):
                    test = runs.only_if
                    if test is None or (
                        passes(test, decorator, self._module.evaluator, op)
                        if isinstance(decorator, cst.Call)
                        else test.passes_absent()
                    ):
                        found[runs.where, runs.form] = runs.flags
            for (where, form), flags in found.items():
                yield Spawn(op, api.name, where, form, decorator, FunctionRef(function), "decorator", flags)

    def _hooked(self, function: Function, op: Op) -> Iterator[Spawn]:
        owner = function.owner
        if owner is None or op.block.scope is not owner.scope or not isinstance(function.node, cst.FunctionDef):
            return
        if is_property(function) or FunctionRef(function) not in self._module.evaluator.decorators.result(function):
            return
        found = self._hook(owner, function.name)
        if found is not None:
            name, hook = found
            yield Spawn(
                op, name, hook.where, hook.form, function.node.name, Method(function, owner), "hook", hook.flags
            )

    def _hook(self, owner: Class, method: str) -> tuple[str, Hook] | None:
        """(class, how it calls the method) for a method of a class with catalogued bases; the nearest one decides."""
        catalogue = self._module.catalogue
        for base in self._module.classes.external_bases(owner):
            for name in catalogue.lineage(catalogue.canonical(base)):
                for hook in catalogue.types[name].hooks if name in catalogue.types else ():
                    if any(fnmatchcase(method, pattern) for pattern in hook.patterns):
                        return name, hook
        return None

    def bodies_elsewhere(self) -> frozenset[Function]:
        """The coroutine functions that by definition run on a loop of their own in a thread or process, or on none."""
        return self._module.ask(DrivenByHand).functions.union(
            spawn.function
            for spawn in self.of_definitions()
            if spawn.where in {Where.THREAD, Where.PROCESS}
            and spawn.form is Form.COROUTINE_FUNCTION
            and spawn.function is not None
        )

    def bodies_on_loop(self) -> Iterator[Function]:
        """The plain functions that run on the loop by definition: hooks that it calls, generator-based coroutines."""
        for spawn in self.of_definitions():
            place = Where.LOOP_CALLBACK if spawn.how == "hook" else Where.TASK
            if spawn.where is place and spawn.function is not None and not spawn.function.is_async:
                yield spawn.function

    def _find(self) -> Iterator[Spawn]:
        for function in self._module.functions:
            for call in function.calls:
                for name, runs, expression in self.handed_over(call):
                    for value in self._opened(expression, call):
                        yield Spawn(call, name, runs.where, runs.form, expression, value, flags=runs.flags)

    def _opened(self, expression: cst.BaseExpression, call: Call) -> Iterator[Value]:
        """The values of what is handed over; an object of this module that can be called as its ``__call__``."""
        for value in self._module.values(expression, call):
            if isinstance(value, Instance) and isinstance(value.type, Class):
                yield from self._module.evaluator.calls.callable_of(value)
            else:
                yield value

    def inline(self, call: Call) -> tuple[tuple[cst.BaseExpression, Value], ...]:
        """(argument, callable) for what the API or function called here calls before it returns."""
        if not call.node.args:
            return ()
        found = self._inline.get(call)
        if found is None:
            found = self._inline[call] = tuple(
                (expression, value)
                for expression in dict.fromkeys((*self._called_by_api(call), *self._called_by_own(call)))
                for value in self._module.values(expression, call)
            )
        return found

    def _called_by_api(self, call: Call) -> Iterator[cst.BaseExpression]:
        for name, runs, expression in self.handed_over(call):
            if runs.where is Where.INLINE and not (name in _AT_THE_END and self._is_of_another(call)):
                yield expression

    def _called_by_own(self, call: Call) -> Iterator[cst.BaseExpression]:
        """The arguments that a function of the project calls: ``timed(load)``."""
        for target in self._module.targets(call) if call.node.args else ():
            if not isinstance(target, (FunctionRef, Method)):
                continue
            function = target.function
            called = (
                self._module.outside.called_parameters(function)
                if function.is_stub
                else self.called_parameters(function)
            )
            for name in called:
                expression = given_for(call.node, function, name)
                if expression is not None:
                    yield expression

    def called_parameters(self, function: Function) -> tuple[str, ...]:
        """The parameters that the body of a plain function calls: ``def timed(work): work()``."""
        if function.is_async or function.is_generator or not function.params:
            return ()
        params = set(function.parameter_names(stars=False))
        called = {call.node.func.value for call in function.calls if isinstance(call.node.func, cst.Name)}
        return tuple(
            sorted(
                name
                for name in (params & called) - {function.receiver}
                if len(function.scope.bindings.get(name, ())) == 1
            )
        )

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
                    names = self._done_callbacks.setdefault(spawn.function, set())
                    names.update(spawn.function.parameter_names())
        return path in self._done_callbacks.get(function, ())
