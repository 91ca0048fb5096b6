"""From values of the model to records of a summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.linking import summary as s
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Op, Place
from flake8_asyncsafe.model.scopes import Class, Function
from flake8_asyncsafe.model.values import (
    TUPLE,
    UNKNOWN,
    ClassRef,
    Constant,
    ContextManager,
    Coroutine,
    Display,
    External,
    ExternalMethod,
    Foreign,
    FunctionRef,
    Generator,
    Instance,
    Method,
    Partial,
    Value,
    Values,
)

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module

_DEEPEST = 5
_MOST = 8
_LONGEST_TEXT = 80
_LONGEST_CALL = 160
_NOTHING = s.Nothing()


class Encoder:
    """Writes down the values of one module; functions and classes by their number."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self.functions = {function: at for at, function in enumerate(module.functions)}
        self.classes = {cls: at for at, cls in enumerate(module.lowering.classes)}

    def values(self, values: Values, depth: int = 0) -> tuple[s.Value, ...]:
        """The records of some alternatives; empty where nothing is known."""
        found = tuple(dict.fromkeys(self.value(value, depth) for value in values[:_MOST]))
        return () if all(record == _NOTHING for record in found) else found

    def value(self, value: Value, depth: int = 0) -> s.Value:
        """The record of a value."""
        if value == UNKNOWN or depth > _DEEPEST:
            return _NOTHING
        if isinstance(value, Constant):
            known = value.value is None or isinstance(value.value, (bool, int, float, str))
            small = not isinstance(value.value, (str, int)) or len(str(value.value)[:_LONGEST_TEXT]) < _LONGEST_TEXT
            return s.Literal(value.value) if known and small else _NOTHING  # type: ignore[arg-type]
        if isinstance(value, External):
            return s.Name(value.name)
        if isinstance(value, Instance):
            return self._object(value, depth)
        if isinstance(value, FunctionRef):
            return s.Func(self.functions[value.function])
        if isinstance(value, ClassRef):
            return s.Cls(self.classes[value.cls])
        if isinstance(value, Method):
            return s.Bound(self.functions[value.function], self.classes[value.receiver])
        if isinstance(value, ExternalMethod):
            return s.OutsideMethod(value.name, self._object(value.receiver, depth + 1))
        if isinstance(value, Display):
            return self._display(value, depth)
        return self._made(value, depth)

    def _made(self, value: Value, depth: int) -> s.Value:
        if isinstance(value, Partial):
            return s.Partly(self.value(value.target, depth + 1))
        if isinstance(value, Coroutine):
            return s.Coro(self.value(value.of, depth + 1))
        if isinstance(value, Generator):
            return s.Gen(self.value(value.of, depth + 1))
        if isinstance(value, ContextManager):
            return s.Ctx(self.value(value.of, depth + 1), value.is_async)
        if isinstance(value, Foreign):
            return s.Way(self.value(value.base, depth + 1), value.steps)
        return _NOTHING

    def _object(self, value: Instance, depth: int) -> s.Object:
        kind: int | str = value.type if isinstance(value.type, str) else self.classes[value.type]
        text = self._text(value) if isinstance(kind, str) and value.origin is not None else ""
        return s.Object(kind, value.origin is not None, text, self._all(value.element, depth + 1))

    def _all(self, values: Values, depth: int) -> tuple[s.Value, ...]:
        """The records in order, also of what is not known: places of a tuple."""
        return tuple(self.value(value, depth) for value in values[:_MOST])

    def _display(self, value: Display, depth: int) -> s.Object:
        members = self._module.evaluator.members
        place = Place(value.node, value.block)
        kind = type(value.node).__name__.removesuffix("Comp").lower()
        if isinstance(value.node, cst.Tuple) and not any(
            isinstance(element, cst.StarredElement) for element in value.node.elements
        ):
            places = tuple(members.unpack((value,), (at,)) for at in range(min(len(value.node.elements), _MOST)))
            return s.Object(TUPLE, True, "", tuple(self.value(each[0], depth + 1) for each in places))
        kind = {"generatorexp": "list"}.get(kind, kind)
        return s.Object(f"builtins.{kind}", True, "", self.values(members.stored(value, place), depth + 1))

    def _text(self, value: Instance) -> str:
        """The call that made an object, with arguments that say the same everywhere: constants, else a name of ours."""
        origin = value.origin
        assert origin is not None
        return self.call(origin)

    def call(self, origin: cst.Call) -> str:
        """The text of a call with what says the same everywhere: its constant arguments ("" if it has none)."""
        if not origin.args:
            return ""
        op = self._module.call_at(origin)
        if op is None:
            return "_(*_)"
        parts = []
        for arg in origin.args:
            given = self._constant(arg.value, op)
            keyword = f"{arg.keyword.value}=" if arg.keyword is not None else ""
            parts.append(f"{arg.star}{keyword}{given}")
        text = f"_({', '.join(parts)})"
        return text if len(text) <= _LONGEST_CALL else "_(*_)"

    def _constant(self, node: cst.BaseExpression, op: Op) -> str:
        values = self._module.values(node, op)
        if len(values) == 1 and isinstance(values[0], Constant) and isinstance(values[0].value, (bool, int, str)):
            return repr(values[0].value)
        if values == (Constant(None),):
            return "None"
        if len(values) == 1 and isinstance(values[0], External) and values[0].name.rpartition(".")[2].isupper():
            return values[0].name  # a constant of a library: `subprocess.PIPE`
        return "_"

    def callables(self, values: Values) -> tuple[s.Value, ...]:
        """The records of those values that may be run when they are called."""
        return self.values(tuple(value for value in values if _may_run(value)))


def _may_run(value: Value) -> bool:
    while isinstance(value, Partial):
        value = value.target
    return isinstance(value, (FunctionRef, Method, ClassRef, External, ExternalMethod, Foreign, Instance))


def name_of(node: cst.BaseExpression) -> str:
    """The last name of a decorator."""
    return dotted_text(node.func if isinstance(node, cst.Call) else node).rpartition(".")[2]


__all__ = ["Class", "Encoder", "Function", "name_of"]
