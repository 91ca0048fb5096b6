"""Exception groups: what is asked of them that they lack, and what they lose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import STARRED, Compound, Raise, Read, Try, Write
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
#: calls that give the same members again
_COPIES = frozenset({"list", "tuple", "sorted", "reversed", "iter"})


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
            known = _Parts(handler.name or "")
            for op in handler.block.ops():
                if isinstance(op, Write):
                    known.learn(op)
                    continue
                if not isinstance(op, Raise) or op.node.exc is None or op.node in told:
                    continue
                if known.is_member(op.node.exc) and not _keeps_history(op.node):
                    told.add(op.node)
                    yield op.node, handler.name or ""

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


class _Parts:
    """The names that a handler has for groups (made of the caught one), for lists of members, and for members."""

    def __init__(self, group: str) -> None:
        self._groups = {group}
        self._lists: set[str] = set()
        self._members: set[str] = set()

    def learn(self, op: Write) -> None:
        """Take in one binding of a name."""
        if op.value is None or not isinstance(op.node, cst.Name):
            return
        name = op.node.value
        if op.how == "for":
            if self._is_list(op.value):
                self._members.add(name)
        elif op.how not in {"assign", "ann", "walrus"}:
            return
        elif self._is_list(op.value):
            (self._lists if op.path in {(), (STARRED,)} else self._members).add(name)
        elif self.is_member(op.value):
            self._members.add(name)
        elif self._is_group(op.value):
            self._groups.add(name)

    def is_member(self, node: cst.BaseExpression) -> bool:
        """Whether an expression is one member of the group, also with another traceback."""
        while isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute):
            if node.func.attr.value != "with_traceback":
                return False
            node = node.func.value
        if isinstance(node, cst.Name):
            return node.value in self._members
        if isinstance(node, cst.Subscript) and not _is_slice(node):
            return self._is_list(node.value)
        if isinstance(node, cst.Call) and node.args:  # next(iter(group.exceptions))
            inner = node.args[0].value
            return dotted_text(node.func) == "next" and isinstance(inner, cst.Call) and self._is_list(inner)
        return False

    def _is_group(self, node: cst.BaseExpression) -> bool:
        """Whether an expression is a group made of a caught one, or a tuple of two."""
        return (
            isinstance(node, cst.Call)
            and isinstance(node.func, cst.Attribute)
            and node.func.attr.value in _PARTS
            and dotted_text(node.func.value) in self._groups
        )

    def _is_list(self, node: cst.BaseExpression) -> bool:
        """Whether an expression is members in a row: of the group, or of a member which is a group itself."""
        while isinstance(node, cst.Call) and node.args and dotted_text(node.func) in _COPIES:
            node = node.args[0].value
        if isinstance(node, cst.Subscript) and _is_slice(node):
            node = node.value
        if isinstance(node, cst.Name):
            return node.value in self._lists
        if not (isinstance(node, cst.Attribute) and node.attr.value == "exceptions"):
            return False
        return dotted_text(node.value) in self._groups or self.is_member(node.value)
