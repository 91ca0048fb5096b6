"""Blocks that bound what runs in them: task groups, cancel scopes and timeouts, also those that a helper opens.

What the catalogue calls a scope is one, and so is a first-party ``@asynccontextmanager`` that yields inside one, an
object of a class derived from one, and what an exit stack was given to enter.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.inference.classes import decorator_names
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Block, Call, Enter, Jump, Loop, Op, With, Yield, enclosing
from flake8_asyncsafe.model.values import ContextManager, FunctionRef, Instance, Method, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class, Function

GROUP, CANCEL, TIMEOUT, BACKGROUND = "task-group", "cancel", "timeout", "background"
_KINDS = frozenset({GROUP, CANCEL, TIMEOUT, BACKGROUND})
#: what makes of a generator something that is not iterated by whoever likes: a context manager, a fixture, a channel
_TAMED = frozenset({"contextmanager", "asynccontextmanager", "fixture", "as_safe_channel"})
#: what wraps the generator that it is given in a context manager
_WRAPPERS = frozenset({"Depends", "Security", "Provide", "Resource"})
_STACKS = frozenset({"contextlib.ExitStack", "contextlib.AsyncExitStack"})
_ENTER = frozenset({"enter_context", "enter_async_context"})
#: how deep helpers are looked into
_DEEPEST = 8


class Bounds:
    """The bounding blocks of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._kinds: dict[With, str] = {}
        self._given: dict[Function, str] = {}

    def kind(self, item: With) -> str:
        """What a with certainly enters: one of the words of the catalogue, or "" for anything else."""
        found = self._kinds.get(item)
        if found is None:
            found = self._kinds[item] = self._kind_of(item.context, item.enter, 0)
        return found

    def is_group(self, item: With) -> bool:
        """Whether a with certainly opens a task group or nursery."""
        return self.kind(item) == GROUP

    def _kind_of(self, expression: cst.BaseExpression, op: Op, depth: int) -> str:
        values = self._module.values(expression, op)
        kinds = {self._of_value(value, depth) for value in values}
        return kinds.pop() if len(kinds) == 1 else ""

    def _of_value(self, value: Value, depth: int) -> str:
        if isinstance(value, Instance):
            if not isinstance(value.type, str) and depth < _DEEPEST:
                opened = self._opened(value.type, depth + 1)
                if opened:
                    return opened
            names = (value.type,) if isinstance(value.type, str) else self._bases(value.type)
            for name in names:
                known = self._module.catalogue.type(name)
                if known is not None and known.scope in _KINDS:
                    return known.scope or ""
        elif isinstance(value, ContextManager) and depth < _DEEPEST:
            return self._of_helper(value.of.function, depth + 1)
        return ""

    def _bases(self, cls: Class) -> tuple[str, ...]:
        own = ("__aenter__", "__enter__")
        if any(self._module.classes.method(cls, name) is not None for name in own):
            return ()  # what it enters is its own business
        return self._module.classes.external_bases(cls)

    def _opened(self, cls: Class, depth: int) -> str:
        """What the way in of a class opens and leaves open: ``await self._manager.__aenter__()``."""
        for name in ("__aenter__", "__enter__"):
            method = self._module.classes.method(cls, name)
            for call in method.calls if method is not None else ():
                func = call.node.func
                if not isinstance(func, cst.Attribute):
                    continue
                kind = ""
                if func.attr.value == name and not isinstance(func.value, cst.Call):
                    kind = self._kind_of(func.value, call, depth)
                elif func.attr.value in _ENTER and call.node.args:
                    kind = self._kind_of(call.node.args[0].value, call, depth)
                if kind == GROUP:
                    out = self._module.classes.method(cls, name.replace("enter", "exit"))
                    return BACKGROUND if out is not None and any(map(_cancels, out.calls)) else GROUP
                if kind:
                    return kind
        return ""

    def _of_helper(self, function: Function, depth: int) -> str:
        """What is open around every yield of a helper; a group counts for more than a scope."""
        found = self._given.get(function)
        if found is None:
            self._given[function] = ""  # one that uses itself
            around = [self._around(op, depth) for op in function.yields]
            shared = set.intersection(*around) if around else set()
            found = next((kind for kind in (GROUP, TIMEOUT, CANCEL, BACKGROUND) if kind in shared), "")
            if found == GROUP and any(
                _cancels(call) and call.index > op.index for op in function.yields for call in function.calls
            ):
                found = BACKGROUND  # leaving it ends what runs in it
            self._given[function] = found
        return found

    def _around(self, op: Op, depth: int) -> set[str]:
        return {
            self._kind_of(compound.context, compound.enter, depth)
            for compound, block in enclosing(op.block)
            if isinstance(compound, With) and block is compound.body
        }

    # -- yields -------------------------------------------------------------------------------------------------------

    def is_tamed(self, function: Function) -> bool:
        """Whether a generator is driven by a decorator: a context manager, a fixture, a channel.

        A decorator that is not known may do the same.
        """
        names = [name.rpartition(".")[2] for name in decorator_names(function)]
        if any(name in _TAMED or "context" in name or "fixture" in name or "channel" in name for name in names):
            return True
        return function in self._wrapped

    @cached_property
    def _wrapped(self) -> frozenset[Function]:
        """The functions that are given to what makes a context manager of them: ``Depends(session)``."""
        found: set[Function] = set()
        for call in self._module.calls():
            if last_name(call.node.func) not in _TAMED | _WRAPPERS:
                continue
            for arg in call.node.args:
                for value in self._module.values(arg.value, call):
                    if isinstance(value, (FunctionRef, Method)):
                        found.add(value.function)
        return frozenset(found)

    def around_yield(self, op: Yield) -> tuple[With, str] | None:
        """The innermost bounding block in which a yield suspends, and its kind."""
        for compound, block in enclosing(op.block):
            if isinstance(compound, With) and block is compound.body:
                kind = self.kind(compound) or self.in_stack(compound, op)
                if kind:
                    return compound, kind
        return None

    def is_stack(self, item: With) -> bool:
        """Whether a with enters an exit stack and names it."""
        if item.item.asname is None or not dotted_text(item.item.asname.name):
            return False
        values = self._module.values(item.context, item.enter)
        return any(isinstance(value, Instance) and value.type in _STACKS for value in values)

    def in_stack(self, item: With, op: Op) -> str:
        """What an exit stack has entered before ``op``."""
        if not self.is_stack(item):
            return ""
        assert item.item.asname is not None
        name = dotted_text(item.item.asname.name)
        for call in item.body.ops():
            if not isinstance(call, Call) or call.index >= op.index:
                continue
            func = call.node.func
            if not (isinstance(func, cst.Attribute) and func.attr.value in _ENTER and call.node.args):
                continue
            if dotted_text(func.value) == name:
                kind = self._kind_of(call.node.args[0].value, call, 0)
                if kind:
                    return kind
        return ""


def _cancels(call: Call) -> bool:
    return last_name(call.node.func) in {"cancel", "cancel_soon"}


def withs(function: Function) -> Iterator[With]:
    """The with blocks of a function."""
    for op in function.ops:
        if isinstance(op, Enter):
            yield op.scope


def left_blocks(op: Op) -> Iterator[With]:
    """The with blocks that a return, or a break or continue, leaves by its jump, innermost first."""
    inside: Block = op.block
    for compound, block in enclosing(inside):
        if isinstance(op, Jump) and isinstance(compound, Loop) and block is not compound.orelse:
            return
        if isinstance(compound, With) and block is compound.body:
            yield compound


__all__ = ["CANCEL", "GROUP", "TIMEOUT", "Bounds", "left_blocks", "withs"]
