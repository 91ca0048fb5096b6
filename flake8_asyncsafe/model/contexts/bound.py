"""What a started function is given: ``Thread(target=work, args=(counter,))`` calls methods of that very counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import given_for
from flake8_asyncsafe.model.calls.started import made_call, partial_call
from flake8_asyncsafe.model.ops import Call
from flake8_asyncsafe.model.scopes import Class, Function
from flake8_asyncsafe.model.values import UNKNOWN, FunctionRef, Instance, Method, Partial, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.contexts.places import Context
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op


class BoundArguments:
    """The arguments of started functions of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def parameters(self, context: Context) -> Iterator[tuple[str, cst.BaseExpression, Op]]:
        """(parameter, expression, place) for what the entry of a context is given by the call that starts it."""
        op = context.site
        if not isinstance(op, Call):
            return
        for arg in op.node.args:
            for value in self._module.values(arg.value, op):
                partly = value if isinstance(value, Partial) else None
                target = partly.target if partly is not None else value
                if not isinstance(target, (FunctionRef, Method)) or target.function is not context.entry:
                    continue
                made = self._module.call_at(partly.node) if partly is not None else op
                call = partial_call(partly.node) if partly is not None else made_call(op.node, arg.value, context.api)
                if made is not None and call is not None:
                    yield from ((name, given, made) for name, given in self._in_order(context.entry, call))

    @staticmethod
    def _in_order(entry: Function, call: cst.Call) -> Iterator[tuple[str, cst.BaseExpression]]:
        for name in entry.parameter_names(bound=True, stars=False):
            given = given_for(call, entry, name)
            if given is not None:
                yield name, given

    def given(self, context: Context) -> dict[str, list[Value]]:
        """What the parameters of the entry are given, where the entry does not say itself what they are."""
        if not context.entry.params or context.entry.is_stub:
            return {}
        found: dict[str, list[Value]] = {}
        for name, expression, op in self.parameters(context):
            found.setdefault(name, []).extend(self._module.values(expression, op))
        return found

    def subject(self, call: Call, given: dict[str, list[Value]]) -> list[Value]:
        """What a call of an entry calls, or calls a method of, if that is one of the given parameters."""
        func = call.node.func
        subject = func.value if isinstance(func, cst.Attribute) else func
        if not isinstance(subject, cst.Name) or subject.value not in given:
            return []
        if self._module.values(subject, call) not in {(), (UNKNOWN,)}:
            return []  # its annotation says what it is
        return given[subject.value]

    def called(self, context: Context) -> Iterator[tuple[cst.CSTNode, Function]]:
        """(call, function) for what the entry calls of what it is given: the thing itself, or a method of it."""
        given = self.given(context)
        for call in context.entry.calls if given else ():
            for value in self.subject(call, given):
                function = self._function(value, call.node.func)
                if function is not None and function.is_async is context.entry.is_async:
                    yield call.node, function

    def _function(self, value: Value, func: cst.BaseExpression) -> Function | None:
        if isinstance(func, cst.Attribute):
            if isinstance(value, Instance) and isinstance(value.type, Class):
                return self._module.classes.method(value.type, func.attr.value)
            return None
        return value.function if isinstance(value, (FunctionRef, Method)) else None
