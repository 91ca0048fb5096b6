"""Small questions about what is summarised."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.inference.classes import decorator_names
from flake8_asyncsafe.model.values import ClassRef, External, ExternalMethod, FunctionRef, Method, Partial, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flake8_asyncsafe.model.ops import Write
    from flake8_asyncsafe.model.scopes import Function

#: expressions that say what they give
_PLAIN = frozenset(
    {
        cst.Name, cst.Integer, cst.Float, cst.SimpleString, cst.FormattedString, cst.ConcatenatedString, cst.Comparison,
        cst.UnaryOperation, cst.BinaryOperation, cst.Tuple, cst.List, cst.Dict, cst.Set, cst.ListComp, cst.DictComp,
        cst.SetComp,
    }
)  # fmt: skip


def is_plain(node: cst.BaseExpression) -> bool:
    """Whether an expression says what it gives, or may: also a call by a bare name, as of a builtin."""
    return type(node) in _PLAIN or (isinstance(node, cst.Call) and isinstance(node.func, cst.Name))


def object_of(node: cst.CSTNode) -> cst.BaseExpression | None:
    """The object that a call, a property or a with happens to."""
    target = node.func if isinstance(node, cst.Call) else node
    if isinstance(target, cst.Attribute):
        return target.value
    return target if isinstance(target, cst.Name) and target is node else None


def lasting(writes: Sequence[Write]) -> Sequence[Write]:
    """The bindings of a global that others see: not those that a later one replaces in any case."""
    for place in range(len(writes) - 1, 0, -1):
        write = writes[place]
        if write.function.kind == "module" and write.block.owner is None:
            return [each for at, each in enumerate(writes) if at >= place or each.function.kind != "module"]
    return writes


def parts_of_properties(function: Function) -> Iterator[str]:
    """``x.setter``: of which property a function is a part."""
    for name in decorator_names(function) if function.decorators else ():
        if name.endswith((".setter", ".deleter")):
            yield name


def is_callable(value: Value) -> bool:
    """Whether an argument is something that its receiver may call: not an object, nor the outcome of a call."""
    while isinstance(value, Partial):
        value = value.target
    return isinstance(value, (FunctionRef, Method, ClassRef, External, ExternalMethod))
