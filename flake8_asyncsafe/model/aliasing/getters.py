"""Getters: properties and methods that do nothing but give an attribute of their object, without a lock."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.methods import bound_once, bound_value
from flake8_asyncsafe.model.inference.members import given_attribute, is_property
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.values import NONE, Instance

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function

#: getters of getters are followed so far
_DEEPEST = 3


class Getters:
    """The getters of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._named: dict[cst.BaseExpression, cst.Attribute | None] = {}

    def named(self, node: cst.BaseExpression, op: Op) -> cst.Attribute | None:
        """The attribute that a property gives, of the same object: ``room.guests`` is ``room._guests``."""
        if not isinstance(node, cst.Attribute) or node.attr.value not in self._properties:
            return None
        if node not in self._named:
            getter = self._property(node, op)
            value = getter.returns[0].value if getter is not None and self._is_plain(getter) else None
            self._named[node] = node.with_changes(attr=value.attr) if isinstance(value, cst.Attribute) else None
        return self._named[node]

    @cached_property
    def _properties(self) -> frozenset[str]:
        """The names of the properties of this module: most attributes are none, and need no other look."""
        return frozenset(each.name for each in self._module.functions if each.owner is not None and is_property(each))

    def _property(self, node: cst.Attribute, op: Op) -> Function | None:
        """The property that an attribute is: of the function's own object, or of one of a known class."""
        if isinstance(node.value, cst.Name) and node.value.value == op.function.receiver:
            owners = {op.function.owner}
        else:
            values = self._module.values(node.value, op)
            owners = {
                value.type if isinstance(value, Instance) and isinstance(value.type, Class) else None
                for value in values
                if value != NONE
            }
        owner = owners.pop() if len(owners) == 1 else None
        found = self._module.classes.method(owner, node.attr.value) if owner is not None else None
        return found if found is not None and is_property(found) else None

    @staticmethod
    def _is_plain(getter: Function) -> bool:
        """Whether all that a getter does is ``return self.attribute``."""
        if getter.is_stub or getter.is_async or getter.is_generator or not given_attribute(getter):
            return False
        return getter.returns[0].block is getter.body

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
        if getter is None or not self._is_plain(getter) or (getter.decorators if called else not is_property(getter)):
            return None
        given = getter.returns[0]
        return (given.value, given) if given.value is not None else None
