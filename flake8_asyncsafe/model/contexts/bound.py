"""What a started function is given: ``Thread(target=work, args=(counter,))`` calls methods of that very counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.ops import Call
from flake8_asyncsafe.model.scopes import Class, Function
from flake8_asyncsafe.model.values import UNKNOWN, FunctionRef, Instance, Method, Partial, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.contexts.places import Context
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op

#: APIs that take the arguments as a tuple, with its place
_TUPLES = {
    "threading.Thread": 3,
    "multiprocessing.Process": 3,
    "threading.Timer": 2,
    "_thread.start_new_thread": 1,
    "multiprocessing.pool.Pool.apply_async": 1,
    "multiprocessing.pool.ThreadPool.apply_async": 1,
    "multiprocessing.pool.Pool.apply": 1,
    "multiprocessing.pool.ThreadPool.apply": 1,
}


class BoundArguments:
    """The arguments of started functions of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def parameters(self, context: Context) -> Iterator[tuple[str, cst.BaseExpression, Op]]:
        """(parameter, expression, place) for what the entry of a context is given by the call that starts it."""
        op = context.site
        if not isinstance(op, Call):
            return
        names = context.entry.parameter_names(bound=True, stars=False)
        place = _TUPLES.get(context.api)
        if place is not None:
            given = argument(op.node, "args", place)
            if isinstance(given, (cst.Tuple, cst.List)):
                yield from self._in_order(names, [each.value for each in given.elements], op)
            keywords = argument(op.node, "kwargs", place + 1)
            if isinstance(keywords, cst.Dict):
                for each in keywords.elements:
                    if isinstance(each, cst.DictElement) and isinstance(each.key, cst.SimpleString):
                        yield str(each.key.evaluated_value), each.value, op
            return
        plain = [arg for arg in op.node.args if arg.keyword is None and not arg.star]
        own = next((at for at, arg in enumerate(plain) if self._is_entry(arg.value, context, op)), None)
        if own is None:
            yield from self._of_partial(names, [arg.value for arg in op.node.args], context, op)
            return
        if not context.api.endswith((".map", ".imap", ".imap_unordered", ".starmap")):
            yield from self._in_order(names, [arg.value for arg in plain[own + 1 :]], op)
            for arg in op.node.args:
                if arg.keyword is not None and arg.keyword.value in names:
                    yield arg.keyword.value, arg.value, op

    def _of_partial(
        self, names: list[str], given: list[cst.BaseExpression], context: Context, op: Call
    ) -> Iterator[tuple[str, cst.BaseExpression, Op]]:
        """What a ``functools.partial`` of the entry, made here or before, brings along."""
        for expression in given:
            for value in self._module.values(expression, op):
                target = value.target if isinstance(value, Partial) else None
                if not isinstance(target, (FunctionRef, Method)) or target.function is not context.entry:
                    continue
                made = self._module.call_at(value.node) if isinstance(value, Partial) else None
                if made is not None:
                    plain = [arg.value for arg in made.node.args[1:] if arg.keyword is None and not arg.star]
                    yield from self._in_order(names, plain, made)
                    for arg in made.node.args:
                        if arg.keyword is not None and arg.keyword.value in names:
                            yield arg.keyword.value, arg.value, made

    def _is_entry(self, expression: cst.BaseExpression, context: Context, op: Op) -> bool:
        return any(
            isinstance(value, (FunctionRef, Method)) and value.function is context.entry
            for value in self._module.values(expression, op)
        )

    @staticmethod
    def _in_order(
        names: list[str], given: list[cst.BaseExpression], op: Op
    ) -> Iterator[tuple[str, cst.BaseExpression, Op]]:
        for name, expression in zip(names, given, strict=False):
            yield name, expression, op

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
