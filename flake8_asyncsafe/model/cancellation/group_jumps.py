"""Jumps out of task groups: they are made only when every child has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.cancellation.bounds import CANCEL, GROUP, TIMEOUT, Bounds, left_blocks, withs
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Jump, Loop, Op, Read, Return, With, Write, enclosing
from flake8_asyncsafe.model.scopes import Function
from flake8_asyncsafe.model.values import ContextManager

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block


class GroupJumps:
    """Finds them, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._bounds = module.ask(Bounds)

    def all(self) -> Iterator[tuple[Op, With]]:
        """(jump, the innermost group that it leaves) for each jump that has to wait for children."""
        for function in self._module.coroutines:
            groups = {item for item in withs(function) if item.is_async and self._bounds.is_group(item)}
            stacks = {item for item in withs(function) if item.is_async and self._bounds.is_stack(item)}
            if not groups and not stacks:
                continue
            for op in function.ops:
                if isinstance(op, (Return, Jump)) and not isinstance(op.node, cst.Lambda):
                    left = tuple(left_blocks(op))
                    for place, item in enumerate(left):
                        # a scope cancelled inside of the group does not end the group's children
                        in_stack = item in stacks and self._bounds.in_stack(item, op) == GROUP
                        if in_stack or (item in groups and self._may_have_children(item, op)):
                            if not self._is_cancelled(op, left[place:]):
                                yield op, item
                            break

    def _may_have_children(self, item: With, op: Op) -> bool:
        """Whether the group was used before the jump, or later in a loop inside that comes around to it."""
        if item.item.asname is None:
            return any(
                isinstance(value, ContextManager) for value in self._module.values(item.context, item.enter)
            ) or isinstance(item.context, (cst.Name, cst.Attribute))
        bound = item.item.asname.name
        name = dotted_text(bound)
        if not name:
            return True
        until = self._turns_until(item, op)
        values = self._module.values(item.context, item.enter)
        if any(isinstance(value, ContextManager) for value in values):
            return True  # a helper starts children of its own
        return any(
            isinstance(each, Read) and each.index < until and self._starts(each, name) for each in item.body.ops()
        ) or any(self._captures(each, name) for each in item.body.ops() if each.index < until)

    def _starts(self, read: Read, name: str) -> bool:
        text = dotted_text(read.node) if isinstance(read.node, cst.BaseExpression) else ""
        return (text == name or text.startswith(name + ".")) and "cancel" not in text

    def _captures(self, op: Op, name: str) -> bool:
        """Whether a function that is defined in the block uses the group."""
        if not isinstance(op, Write) or op.how != "def" or not isinstance(op.detail, Function):
            return False
        return name.partition(".")[0] in op.detail.scope.reads

    @staticmethod
    def _turns_until(item: With, op: Op) -> int:
        """The index up to which operations of the group's block may have run when ``op`` does."""
        last = op.index
        for compound, block in enclosing(op.block):
            if compound is item:
                break
            if isinstance(compound, Loop) and block is not compound.orelse:
                last = max(last, max((each.index for each in compound.body.ops()), default=last) + 1)
        return last

    def _is_cancelled(self, op: Op, left: tuple[With, ...]) -> bool:
        """Whether the scope of the group was cancelled before the jump in the same block or one around it."""
        names = set()
        for item in left:
            if item.item.asname is not None:
                names.add(dotted_text(item.item.asname.name))
        group = left[0]
        for compound, _ in enclosing(group.block):
            if isinstance(compound, With) and self._bounds.kind(compound) in {CANCEL, TIMEOUT}:
                if compound.item.asname is not None:
                    names.add(dotted_text(compound.item.asname.name))
                elif isinstance(compound.context, (cst.Name, cst.Attribute)):
                    names.add(dotted_text(compound.context))
        block: Block | None = op.block
        limit = op.at
        while block is not None:
            for each in block.items[:limit]:
                if isinstance(each, Call) and isinstance(each.node.func, cst.Attribute):
                    func = each.node.func
                    if func.attr.value == "cancel" and dotted_text(func.value).partition(".")[0] in {
                        name.partition(".")[0] for name in names
                    }:
                        return True
            if block is group.body or block.owner is None:
                return False
            limit, block = block.owner.at, block.owner.block
        return False


__all__ = ["GroupJumps"]
