"""Getters: properties and methods that do nothing but give an attribute of their object, without a lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.methods import bound_once, bound_value
from flake8_asyncsafe.model.inference.members import is_property

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op

#: getters of getters are followed so far
_DEEPEST = 3


class Getters:
    """The getters of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def behind(self, node: cst.BaseExpression, op: Op) -> tuple[cst.BaseExpression, Op]:
        """(expression, place) of what a getter gives: of ``self.rows``, a property, the ``self._rows`` in it."""
        for _ in range(_DEEPEST):
            found = self._given(node, op)
            if found is None:
                break
            node, op = found
        return node, op

    def _given(self, node: cst.BaseExpression, op: Op) -> tuple[cst.BaseExpression, Op] | None:
        if isinstance(node, cst.Name):  # rows = self.rows
            write = bound_once(node.value, op.block.scope)
            value = bound_value(write) if write is not None and write.function is op.function else None
            if write is None or not isinstance(value, (cst.Attribute, cst.Call)):
                return None
            node, op = value, write
        called = isinstance(node, cst.Call)
        if isinstance(node, cst.Call):
            if node.args:
                return None
            node = node.func
        owner = op.function.owner
        if owner is None or not isinstance(node, cst.Attribute) or not isinstance(node.value, cst.Name):
            return None
        getter = (
            self._module.classes.method(owner, node.attr.value) if node.value.value == op.function.receiver else None
        )
        if getter is None or getter.is_stub or getter.is_async or getter.is_generator or len(getter.returns) != 1:
            return None
        if getter.decorators if called else not is_property(getter):
            return None
        given = getter.returns[0]
        value = given.value
        plain = given.block is getter.body and isinstance(value, cst.Attribute) and isinstance(value.value, cst.Name)
        return (value, given) if plain and value is not None else None
