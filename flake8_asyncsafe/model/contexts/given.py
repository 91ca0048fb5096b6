"""Callables that are passed on before they run: parameters that a helper starts, or calls later, maybe elsewhere.

``def background(work): Thread(target=work).start()`` starts whatever its callers pass; so does a class whose
``__init__`` keeps a callback that a thread of it calls, and a decorator whose wrapper hands it to an executor.
From each such place the way leads back to a parameter, and from the parameter to the arguments of the calls in sight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Form, Where
from flake8_asyncsafe.model.calls.arguments import given_for
from flake8_asyncsafe.model.ops import Call, Op
from flake8_asyncsafe.model.scopes import Class, Function, Stub
from flake8_asyncsafe.model.values import ClassRef, FunctionRef, Instance, Method, Value, known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module

#: a parameter: the function and its name
Parameter = tuple[Function, str]
_ELSEWHERE = frozenset({Where.THREAD, Where.PROCESS, Where.TASK, Where.LOOP_CALLBACK, Where.SIGNAL, Where.FINALISER})
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Started:
    """What is given for a parameter is started at ``site`` (None: in another module) by ``api``, as `Runs` says."""

    where: Where
    form: Form
    api: str
    flags: frozenset[str] = frozenset()
    site: Call | None = None
    node: cst.CSTNode | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """At ``op`` a function of the module is given for a parameter that is started."""

    op: Op
    value: Value
    argument: cst.BaseExpression
    how: Started


class GivenCallables:
    """The callables of one module that get where they run through parameters."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._starts: dict[Parameter, list[Started]] | None = None
        self._calls: dict[Parameter, list[Call]] = {}
        self._given: list[Given] = []
        self._later: dict[Function, list[tuple[cst.CSTNode, Function]]] = {}

    def all(self) -> list[Given]:
        """What is given for parameters that are started."""
        self._find()
        return self._given

    def started(self) -> dict[Parameter, list[Started]]:
        """The parameters that are started, as a summary tells it to other modules."""
        self._find()
        assert self._starts is not None
        return self._starts

    def called(self) -> dict[Parameter, list[Call]]:
        """The calls, in other functions, of what was given for a parameter."""
        self._find()
        return self._calls

    def called_later(self, function: Function) -> list[tuple[cst.CSTNode, Function]]:
        """(call, callee) for calls by a parameter or attribute, of what callers in sight gave for it."""
        self._find()
        return self._later.get(function, [])

    # -- the way back to parameters -----------------------------------------------------------------------------------

    def parameters(self, expression: cst.BaseExpression | None, op: Op, depth: int = 0) -> Iterator[Parameter]:
        """The parameters that an expression is, as it is, or within a partial, a lambda or a nested function."""
        if depth > _DEEPEST or expression is None:
            return
        if isinstance(expression, cst.Name):
            yield from self._of_name(expression.value, op, depth)
        elif isinstance(expression, cst.Attribute) and isinstance(expression.value, cst.Name):
            owner = self._owner_of(expression.value.value, op.function)
            for cls in self._module.classes.mro(owner) if owner is not None else ():
                for write in cls.attributes.get(expression.attr.value, ())[:4]:
                    if write.how in {"assign", "ann"} and not write.path:
                        yield from self.parameters(write.value, write, depth + 1)
        elif isinstance(expression, cst.Call) and expression.args:
            if "functools.partial" in self._module.names_of(expression.func, op):
                yield from self.parameters(expression.args[0].value, op, depth + 1)
        elif isinstance(expression, cst.BooleanOperation):
            yield from self.parameters(expression.left, op, depth + 1)
            yield from self.parameters(expression.right, op, depth + 1)

    def _of_name(self, name: str, op: Op, depth: int) -> Iterator[Parameter]:
        scope = op.block.scope.lookup(name)
        function = scope.function if scope is not None else None
        if scope is None or function is None or function.kind == "module":
            return
        writes = scope.bindings[name]
        for write in writes[:4]:
            if write.how == "param" and name != function.receiver:
                yield function, name
            elif write.how in {"assign", "ann"} and not write.path:
                yield from self.parameters(write.value, write, depth + 1)

    @staticmethod
    def _owner_of(name: str, function: Function | None) -> Class | None:
        while function is not None:
            if function.receiver == name:
                return function.owner
            if name in function.scope.bindings:
                return None
            function = function.parent
        return None

    # -- and from them to arguments -----------------------------------------------------------------------------------

    def _find(self) -> None:
        if self._starts is not None:
            return
        self._starts = {}
        called = self._calls
        todo: list[tuple[Parameter, Started | Call]] = []
        for call in self._module.calls():
            for name, runs, expression in self._module.spawns.handed_over(call):
                if runs.where in _ELSEWHERE:
                    started = Started(runs.where, runs.form, name, runs.flags, call, call.node)
                    todo += [(each, started) for each in self.parameters(expression, call)]
            todo += [(each, call) for each in self._called(call)]
        for caller, edge in self._module.graph.leaving():
            del caller
            if isinstance(edge.op, Call) and isinstance(edge.callee, Stub) and edge.how == "call":
                for name, started in self._module.outside.started_parameters(edge.callee):
                    self._hand(edge.op, (edge.callee, name), started, todo)
        while todo:
            parameter, how = todo.pop()
            if isinstance(how, Started):
                places: list[Started] = self._starts.setdefault(parameter, [])
                if how in places or len(places) >= 4:
                    continue
                places.append(how)
            else:
                calls = called.setdefault(parameter, [])
                if how in calls or len(calls) >= 4:
                    continue
                calls.append(how)
            for op in self._callers(parameter[0]):
                self._hand(op, parameter, how, todo)

    def _called(self, call: Call) -> Iterator[Parameter]:
        """The parameters of other functions that a call calls: of one around it, or kept by ``__init__``."""
        func = call.node.func
        if type(func) is cst.Name or (type(func) is cst.Attribute and type(func.value) is cst.Name):
            if known(self._module.targets(call)) and type(func) is not cst.Name:
                return
            for function, name in self.parameters(func, call):
                if function is not call.function:
                    yield function, name

    def _callers(self, function: Function) -> Iterator[Call]:
        """The calls of a function, and its uses as a decorator do not count here (see `_decorated`)."""
        seen: set[Op] = set()
        for _, edge in self._module.graph.callers(function):
            if isinstance(edge.op, Call) and edge.op not in seen and edge.how in {"call", "inline"}:
                seen.add(edge.op)
                yield edge.op

    def _hand(
        self, op: Call, parameter: Parameter, how: Started | Call, todo: list[tuple[Parameter, Started | Call]]
    ) -> None:
        function, name = parameter
        expression = given_for(op.node, function, name)
        if expression is None:
            return
        todo += [(each, how) for each in self.parameters(expression, op) if each != parameter]
        for value in self._module.values(expression, op):
            for each in self._opened(value):
                if isinstance(how, Started):
                    self._given.append(Given(op, each, expression, how))
                else:
                    found = target(each)
                    if found is not None:
                        self._later.setdefault(how.function, []).append((how.node, found))

    def arguments(self, parameter: Parameter) -> Iterator[tuple[Call, cst.BaseExpression]]:
        """(call, argument) for what the callers in sight give for a parameter."""
        function, name = parameter
        for op in self._callers(function):
            expression = given_for(op.node, function, name)
            if expression is not None:
                yield op, expression

    def _opened(self, value: Value) -> Iterator[Value]:
        if isinstance(value, Instance) and isinstance(value.type, Class):
            yield from self._module.evaluator.calls.callable_of(value)
        else:
            yield value

    def decorated(self) -> Iterator[tuple[Function, cst.BaseExpression, Started]]:
        """(function, decorator, how) for functions that a decorator of the project starts when they are called."""
        starts = self.started()
        for function in self._module.functions:
            op = function.write
            for decorator in function.decorators if op is not None else ():
                assert op is not None
                for value in self._module.values(decorator, op):
                    if isinstance(value, (FunctionRef, Method)):
                        yield from ((function, decorator, how) for how in self._of_decorator(value.function, starts))

    def _of_decorator(self, decorator: Function, starts: dict[Parameter, list[Started]]) -> Iterator[Started]:
        if decorator.is_stub:
            if self._module.outside.wraps(decorator):
                names = decorator.parameter_names()
                for name, how in self._module.outside.started_parameters(decorator):
                    if names and name == names[0]:
                        yield how
            return
        first = decorator.params[0].node if decorator.params else None
        if isinstance(first, cst.Param):
            yield from starts.get((decorator, first.name.value), ())


def target(value: Value) -> Function | None:
    """The function of this module that calling a value runs."""
    from flake8_asyncsafe.model.calls.spawns import function_of

    if isinstance(value, ClassRef):
        return None
    return function_of(value)
