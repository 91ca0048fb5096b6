"""Hosts that are addresses: nobody has to be asked for them, as there is no name to look up."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.values import Constant, External, Instance

if TYPE_CHECKING:
    from flake8_asyncsafe.model.inference import Evaluator
    from flake8_asyncsafe.model.ops import Op

_MODULE = "ipaddress."
_TEXTS = frozenset({"str", "format"})
_PARTS = frozenset({"compressed", "exploded"})
#: a name is followed through so many others
_DEEPEST = 4


def is_address(node: cst.BaseExpression, evaluator: Evaluator, op: Op, depth: int = 0) -> bool:
    """Whether an expression is the text of an IP address: ``"239.0.0.1"``, ``str(ip)`` of an ``IPv4Address``."""
    if isinstance(node, cst.FormattedString) and len(node.parts) == 1:
        part = node.parts[0]
        return isinstance(part, cst.FormattedStringExpression) and _is_object(part.expression, evaluator, op)
    if isinstance(node, cst.Attribute) and node.attr.value in _PARTS:
        return _is_object(node.value, evaluator, op)
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in _TEXTS:
        return len(node.args) == 1 and _is_object(node.args[0].value, evaluator, op)
    if isinstance(node, cst.Name) and depth < _DEEPEST:
        scope = op.block.scope.lookup(node.value)
        writes = scope.bindings.get(node.value, ()) if scope is not None else ()
        if len(writes) == 1 and writes[0].how == "assign" and writes[0].value is not None and not writes[0].path:
            return is_address(writes[0].value, evaluator, writes[0], depth + 1)
    values = evaluator.values(node, op)
    return bool(values) and all(isinstance(value, Constant) and _is_numeric(value.value) for value in values)


def _is_object(node: cst.BaseExpression, evaluator: Evaluator, op: Op) -> bool:
    """Whether an expression is an object of `ipaddress`."""
    if isinstance(node, cst.Call):
        made = evaluator.values(node.func, op)
        if made and all(isinstance(value, External) and value.name.startswith(_MODULE) for value in made):
            return True
    values = evaluator.values(node, op)
    return bool(values) and all(
        isinstance(value, Instance) and isinstance(value.type, str) and value.type.startswith(_MODULE)
        for value in values
    )


def _is_numeric(value: object) -> bool:
    try:
        ip_address(value if isinstance(value, str) else "")
    except ValueError:
        return False
    return True
