"""Shields: cancel scopes that cancellations from outside do not get into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Suspend, With, Write, enclosing
from flake8_asyncsafe.model.scopes import Stub
from flake8_asyncsafe.model.values import ContextManager, Instance

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block, Op
    from flake8_asyncsafe.model.scopes import Function

_SCOPES = frozenset({"cancel", "timeout", "task-group"})
#: scopes that take ``shield`` as their second argument too
_SECOND = frozenset({"anyio.move_on_after", "anyio.fail_after"})
#: scopes that end their block by themselves
_TIMED = frozenset({"deadline", "relative_deadline"})


class Shielding:
    """The cancel scopes of one module, and what gets into them."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._busy: set[Function] = set()

    def is_shielded(self, item: With, op: Op) -> bool:
        """Whether cancellations from outside of a ``with`` do not get to ``op`` inside it."""
        name = dotted_text(item.context)
        called = dotted_text(item.context.func) if isinstance(item.context, cst.Call) else name
        if isinstance(item.context, cst.Call) and _is_given(item.context, None):
            return True
        for value in self._module.values(item.context, item.enter):
            if isinstance(value, ContextManager) and self._shields_what_it_yields_to(value.of.function):
                return True
            if self._made_shielded(value):
                return True
        if "shield" in called.rpartition(".")[2].lower():
            return True  # of a helper that is not in sight the name is all there is
        return self._is_set(item, name, op)

    @staticmethod
    def _is_set(item: With, name: str, op: Op) -> bool:
        """``scope.shield = True`` in front of ``op``: in the block, or on an object that was made before."""
        target = item.item.asname.name if item.item.asname is not None else None
        bound = dotted_text(target) if isinstance(target, cst.BaseExpression) else ""
        for each in op.function.ops:
            if each.index >= op.index:
                return False
            if not isinstance(each, Write) or not isinstance(each.node, cst.Attribute) or _is_false(each.value):
                continue
            path = dotted_text(each.node)
            if name and path in {f"{name}.shield", f"{name}.cancel_scope.shield"}:
                return True
            if bound and path in {f"{bound}.shield", f"{bound}.cancel_scope.shield"}:
                inside = each.block is item.body or any(block is item.body for _, block in enclosing(each.block))
                if inside:
                    return True
        return False

    def _made_shielded(self, value: object) -> bool:
        if not isinstance(value, Instance) or value.origin is None:
            return False
        return _is_given(value.origin, 1 if self._takes_second(value.origin) else None)

    def _takes_second(self, origin: cst.Call) -> bool:
        op = self._module.call_at(origin)
        return op is not None and bool(self._module.names_of(origin.func, op) & _SECOND)

    def _is_scope(self, name: str) -> bool:
        found = self._module.catalogue.type(name)
        return found is not None and found.scope in _SCOPES

    def _shields_what_it_yields_to(self, function: Function) -> bool:
        """``@contextmanager`` functions whose every ``yield`` is shielded."""
        if isinstance(function, Stub):
            return "shield" in function.name.lower()
        if function in self._busy or not function.yields:
            return False
        self._busy.add(function)
        try:
            return all(self.is_inside_shield(op, function.body) for op in function.yields)
        finally:
            self._busy.discard(function)

    def is_inside_shield(self, op: Op, region: Block) -> bool:
        """Whether a shield stands around ``op`` within a block."""
        if op.block is region:
            return False
        for compound, block in enclosing(op.block):
            if isinstance(compound, With) and block is not compound.exit and self.is_shielded(compound, op):
                return True
            if compound.block is region:
                return False
        return False

    def gets_in(self, region: Block, op: Op | None = None) -> bool:
        """Whether a cancellation can get to a block at all (to ``op`` in it): a shield around it keeps those out.

        What can be cancelled inside of that shield again (a timeout, a task group) lets one in, and so does a shielded
        scope with a time limit of its own.
        """
        for compound, block in enclosing(region):
            if not isinstance(compound, With) or block is compound.exit:
                continue
            place = compound.enter
            if self.is_shielded(compound, op or _last(region, place)):
                return self._ends_by_itself(compound)
            if self._cancels(compound):
                return True
        return True

    def _cancels(self, item: With) -> bool:
        return any(
            isinstance(value, Instance) and isinstance(value.type, str) and self._is_scope(value.type)
            for value in self._module.values(item.context, item.enter)
        )

    def shields_its_end(self, item: With) -> bool:
        """Whether a task group, which waits where it is left and not where it is entered, is shielded by then."""
        ends = [op for op in item.exit.ops() if isinstance(op, Suspend)]
        return self._cancels(item) and any(self.is_shielded(item, op) for op in ends)

    def _ends_by_itself(self, item: With) -> bool:
        """Whether a scope has a time limit."""
        for value in self._module.values(item.context, item.enter):
            if isinstance(value, Instance) and value.origin is not None:
                op = self._module.call_at(value.origin)
                names = self._module.names_of(value.origin.func, op) if op is not None else frozenset()
                if any(name.rpartition(".")[2] not in {"CancelScope", "open_cancel_scope"} for name in names):
                    return True
                given = {arg.keyword.value for arg in value.origin.args if arg.keyword is not None}
                return bool(given & _TIMED)
        return False


def _last(region: Block, otherwise: Op) -> Op:
    """Some operation inside a block, after everything in front of it."""
    return next(iter(region.ops()), otherwise)


def _is_given(call: cst.Call, position: int | None) -> bool:
    """Whether a call is given ``shield``; whatever class it makes an object of, that is what the word means."""
    given = argument(call, "shield", position)
    return given is not None and not _is_false(given)


def _is_false(node: cst.BaseExpression | None) -> bool:
    return isinstance(node, cst.Name) and node.value == "False"


__all__ = ["Shielding"]
