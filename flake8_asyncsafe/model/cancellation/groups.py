"""Exception groups: what is asked of them that they lack, and what they lose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Compound, Raise, Read, Try, Write
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.syntax.walk import mentions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block, Handler
    from flake8_asyncsafe.model.scopes import Function

_GROUPS = frozenset({"builtins.ExceptionGroup", "builtins.BaseExceptionGroup"})
_SHORT = frozenset({"ExceptionGroup", "BaseExceptionGroup"})
#: what every group has; dunder names are there, or are somebody else's business
_HAS = frozenset({"exceptions", "message", "split", "subgroup", "derive", "args", "add_note", "with_traceback"})
#: methods that give a group of some of the members
_PARTS = frozenset({"split", "subgroup"})


class ExceptionGroups:
    """Finds misuse of exception groups, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def handlers(self) -> Iterator[tuple[Function, Handler, bool]]:
        """(function, handler, whether it is an ``except*``) for each handler that binds a group to a name."""
        for function in self._module.functions:
            for handler in _handlers(function):
                star = isinstance(handler.node, cst.ExceptStarHandler)
                if handler.name and (star or self._names_group(handler)):
                    yield function, handler, star

    def _names_group(self, handler: Handler) -> bool:
        """Whether a plain ``except`` catches groups and nothing else."""
        kind = handler.type
        kinds = [each.value for each in kind.elements] if isinstance(kind, cst.Tuple) else [kind]
        return bool(kinds) and all(
            each is not None and dotted_text(each).rpartition(".")[2] in _SHORT for each in kinds
        )

    # -- attributes ---------------------------------------------------------------------------------------------------

    def lacking(self) -> Iterator[tuple[cst.Attribute, str, str]]:
        """(expression, variable, attribute) for each attribute that a caught group does not have."""
        for _, handler, star in self.handlers():
            name = handler.name or ""
            if not star or self._is_refined(handler, name):
                continue
            for op in handler.block.ops():
                if isinstance(op, Read):
                    node = _first_attribute(op.node, name)
                    if node is not None and not _is_there(node.attr.value):
                        yield node, name, node.attr.value

    def _is_refined(self, handler: Handler, name: str) -> bool:
        """Whether the class of the caught thing is asked for, or the name is bound anew, or its class may have more."""
        for op in handler.block.ops():
            if isinstance(op, Write) and isinstance(op.node, cst.Name) and op.how not in {"except", "del"}:
                if op.node.value != name:
                    continue
                return True
            if isinstance(op, Write) and isinstance(op.node, cst.Attribute) and dotted_text(op.node.value) == name:
                return True
            if isinstance(op.node, cst.Call) and op.node.args and dotted_text(op.node.args[0].value) == name:
                called = dotted_text(op.node.func)
                if called in {"isinstance", "hasattr"}:
                    return True
        return False

    # -- members ------------------------------------------------------------------------------------------------------

    def raised_members(self) -> Iterator[tuple[cst.Raise, str]]:
        """(raise, variable of the group) for each member that is raised while its group is being handled."""
        told: set[cst.Raise] = set()
        for _, handler, _ in self.handlers():
            groups, members = {handler.name or ""}, set[str]()
            for op in handler.block.ops():
                if isinstance(op, Write) and op.value is not None and isinstance(op.node, cst.Name):
                    if (op.how == "for" and self._is_list(op.value, groups)) or (
                        op.how in {"assign", "ann", "walrus"} and self._is_member(op.value, groups, members)
                    ):
                        members.add(op.node.value)
                    elif op.how in {"assign", "ann", "walrus"} and self._is_part(op.value, groups):
                        groups.add(op.node.value)
                elif isinstance(op, Raise) and op.node.exc is not None and op.node not in told:
                    raised = op.node.exc
                    if self._is_member(raised, groups, members) and not _keeps_history(op.node):
                        told.add(op.node)
                        yield op.node, handler.name or ""

    def _is_part(self, node: cst.BaseExpression, groups: set[str]) -> bool:
        """Whether an expression is a group made of a caught one, or a tuple of two."""
        return (
            isinstance(node, cst.Call)
            and isinstance(node.func, cst.Attribute)
            and node.func.attr.value in _PARTS
            and dotted_text(node.func.value) in groups
        )

    def _is_list(self, node: cst.BaseExpression, groups: set[str]) -> bool:
        return isinstance(node, cst.Attribute) and node.attr.value == "exceptions" and dotted_text(node.value) in groups

    def _is_member(self, node: cst.BaseExpression, groups: set[str], members: set[str]) -> bool:
        while isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute):
            if node.func.attr.value != "with_traceback":
                return False
            node = node.func.value
        if isinstance(node, cst.Name):
            return node.value in members
        if isinstance(node, cst.Subscript) and not _is_slice(node):
            return self._is_list(node.value, groups) or self._is_list_of_member(node.value, groups, members)
        return False

    def _is_list_of_member(self, node: cst.BaseExpression, groups: set[str], members: set[str]) -> bool:
        """``group.exceptions[0].exceptions``: groups in groups."""
        if not (isinstance(node, cst.Attribute) and node.attr.value == "exceptions"):
            return False
        inner = node.value
        if isinstance(inner, cst.Name):
            return inner.value in members
        return isinstance(inner, cst.Subscript) and self._is_list(inner.value, groups)

    # -- subclasses ---------------------------------------------------------------------------------------------------

    def underived(self) -> Iterator[Class]:
        """Each class of groups whose parts are plain groups: it has no ``derive``."""
        for function in self._module.functions:
            for op in function.ops:
                if not isinstance(op, Write) or op.how != "class":
                    continue
                cls = op.detail
                if isinstance(cls, Class) and cls.bases and self._is_group(cls) and not self._has_derive(cls):
                    yield cls

    def _is_group(self, cls: Class) -> bool:
        names = set(self._module.classes.external_bases(cls))
        return any(name in _GROUPS or name in {f"exceptiongroup.{short}" for short in _SHORT} for name in names)

    def _has_derive(self, cls: Class) -> bool:
        return any("derive" in each.scope.bindings for each in self._module.classes.mro(cls)) or not (
            self._module.classes.resolved(cls)
        )


def _keeps_history(node: cst.Raise) -> bool:
    """``raise error from error.__cause__``: who says so has thought of what the member had."""
    cause = node.cause.item if node.cause is not None else None
    return mentions(cause, "__cause__", "__context__")


def _handlers(function: Function) -> Iterator[Handler]:
    stack: list[Block] = [function.body]
    while stack:
        for item in stack.pop().items:
            if isinstance(item, Compound):
                stack.extend(item.blocks())
                if isinstance(item, Try):
                    yield from item.handlers


def _first_attribute(node: cst.CSTNode, name: str) -> cst.Attribute | None:
    """``name.x`` of ``name.x.y.z``."""
    while isinstance(node, cst.Attribute):
        if isinstance(node.value, cst.Name):
            return node if node.value.value == name else None
        node = node.value
    return None


def _is_there(attribute: str) -> bool:
    return attribute in _HAS or (attribute.startswith("__") and attribute.endswith("__"))


def _is_slice(node: cst.Subscript) -> bool:
    return any(isinstance(each.slice, cst.Slice) for each in node.slice)


__all__ = ["ExceptionGroups"]
