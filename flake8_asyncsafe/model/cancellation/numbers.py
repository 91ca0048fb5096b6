"""Constants of durations: what a sum or product of literals, and of names bound to such, comes to."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.values import Constant

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op

_DEEPEST = 12
_INFINITE = frozenset({"math.inf", "numpy.inf"})


def number(module: Module, node: cst.BaseExpression, op: Op, depth: int = 0) -> float | None:
    """The value that an expression certainly has, as a float; None if it depends on anything."""
    if depth > _DEEPEST:
        return None
    if isinstance(node, (cst.Integer, cst.Float)):
        return _as_float(node.evaluated_value)
    if isinstance(node, cst.UnaryOperation):
        inner = number(module, node.expression, op, depth + 1)
        if inner is None or not isinstance(node.operator, (cst.Minus, cst.Plus)):
            return None
        return -inner if isinstance(node.operator, cst.Minus) else inner
    if isinstance(node, cst.BinaryOperation):
        left = number(module, node.left, op, depth + 1)
        right = number(module, node.right, op, depth + 1)
        return None if left is None or right is None else _combined(node.operator, left, right)
    if isinstance(node, cst.Call):
        return _infinity(node)
    if isinstance(node, (cst.Name, cst.Attribute)):
        return _named(module, node, op, depth)
    return None


def _named(module: Module, node: cst.Name | cst.Attribute, op: Op, depth: int) -> float | None:
    if module.names_of(node, op) & _INFINITE:
        return math.inf
    values = module.values(node, op)
    if len(values) == 1 and isinstance(values[0], Constant):
        value = values[0].value
        return _as_float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
    if not isinstance(node, cst.Name):
        return None
    scope = op.block.scope.lookup(node.value)
    writes = scope.bindings.get(node.value, []) if scope is not None else []
    if len(writes) != 1 or writes[0].value is None or writes[0].how not in {"assign", "ann"} or writes[0].path:
        return None
    return number(module, writes[0].value, writes[0], depth + 1)


def _combined(operator: cst.BaseBinaryOp, left: float, right: float) -> float | None:
    if isinstance(operator, cst.Multiply):
        return left * right
    if isinstance(operator, cst.Add):
        return left + right
    if isinstance(operator, cst.Subtract):
        return left - right
    if isinstance(operator, cst.Divide) and right:
        return left / right
    return None


def _infinity(node: cst.Call) -> float | None:
    """``float("inf")``."""
    text = node.args[0].value if len(node.args) == 1 else None
    if isinstance(node.func, cst.Name) and node.func.value == "float" and isinstance(text, cst.SimpleString):
        given = str(text.evaluated_value).strip().lower()
        return {"inf": math.inf, "+inf": math.inf, "infinity": math.inf, "-inf": -math.inf}.get(given)
    return None


def _as_float(value: float) -> float | None:
    try:
        return float(value)
    except OverflowError:
        return None
