"""Async generators that nobody closes, and what they hold open meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.cancellation.bounds import Bounds
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Jump, Loop, Op, Raise, Return, Try, With, Write, Yield, enclosing
from flake8_asyncsafe.model.values import Generator, Instance
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block
    from flake8_asyncsafe.model.scopes import Function

_TYPES = frozenset({"typing.AsyncGenerator", "collections.abc.AsyncGenerator", "types.AsyncGeneratorType"})
_CLOSING = frozenset({"aclosing", "closing"})
#: blocks that hold nothing
_HOLLOW = frozenset({"nullcontext", "suppress"})


class Unclosed:
    """Finds them, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    # -- consumers ----------------------------------------------------------------------------------------------------

    def left(self) -> Iterator[tuple[Loop, cst.For, Op]]:
        """(loop, its statement, the first way out) for each loop over an async generator that may end early."""
        for function in self._module.coroutines:
            for loop in loops(function):
                node = loop.node
                if not isinstance(node, cst.For) or not loop.is_async:
                    continue
                out = next((op for op in loop.body.ops() if leaves(op, loop)), None)
                if out is None or not self._is_generator(node.iter, loop):
                    continue
                if not self._is_closed(node.iter, function):
                    yield loop, node, out

    def _is_generator(self, node: cst.BaseExpression, loop: Loop) -> bool:
        place = next(iter(loop.head.ops()), None) or next(iter(loop.body.ops()), None)
        if place is None:
            return False
        values = self._module.values(node, place)
        if isinstance(node, cst.Name) and self._says_generator(node.value, place):
            return True
        return bool(values) and all(
            (isinstance(value, Generator) and value.of.function.is_async)
            or (isinstance(value, Instance) and value.type in _TYPES)
            for value in values
        )

    @staticmethod
    def _says_generator(name: str, op: Op) -> bool:
        """Whether a name is a parameter that is annotated so: the caller may not leave the closing to others."""
        scope = op.block.scope.lookup(name)
        writes = scope.bindings.get(name, []) if scope is not None else []
        said = writes[0].detail if len(writes) == 1 and writes[0].how == "param" else None
        if isinstance(said, cst.Annotation):
            said = said.annotation
        if isinstance(said, cst.Subscript):
            said = said.value
        return isinstance(said, cst.BaseExpression) and dotted_text(said).rpartition(".")[2] == "AsyncGenerator"

    @staticmethod
    def _is_closed(node: cst.BaseExpression, function: Function) -> bool:
        """Whether the generator has a name that something closes: ``aclosing``, ``aclose()``, an exit stack."""
        text = dotted_text(node)
        if not text:
            return False
        for op in function.ops:
            if (
                isinstance(op, Write)
                and op.value is not None
                and _text(op.node) == text
                and any(
                    isinstance(each, cst.Call) and last_name(each.func) in _CLOSING for each in inner_nodes(op.value)
                )
            ):
                return True
            if not isinstance(op, Call):
                continue
            func = op.node.func
            if isinstance(func, cst.Attribute) and func.attr.value == "aclose" and dotted_text(func.value) == text:
                return True
            if last_name(func) in _CLOSING and any(dotted_text(arg.value) == text for arg in op.node.args):
                return True
        return False

    # -- generators ---------------------------------------------------------------------------------------------------

    def holding(self) -> Iterator[tuple[Yield, With]]:
        """(yield, the block around it) for each yield of an async generator that holds something open."""
        bounds = self._module.ask(Bounds)
        for function in self._module.coroutines:
            if not function.is_generator:
                continue
            for op in function.yields:
                item = next(
                    (
                        compound
                        for compound, block in enclosing(op.block)
                        if isinstance(compound, With) and block is compound.body and not self._is_hollow(compound)
                    ),
                    None,
                )
                if item is not None and bounds.around_yield(op) is None and not bounds.is_tamed(function):
                    yield op, item

    @staticmethod
    def _is_hollow(item: With) -> bool:
        return isinstance(item.context, cst.Call) and last_name(item.context.func) in _HOLLOW


def _text(node: cst.CSTNode) -> str:
    return dotted_text(node) if isinstance(node, cst.BaseExpression) else ""


def loops(function: Function) -> Iterator[Loop]:
    """Yield every loop of a function, also those inside others."""
    stack: list[Block] = [function.body]
    while stack:
        for item in stack.pop().items:
            if not isinstance(item, Op):
                stack.extend(item.blocks())
                if isinstance(item, Loop):
                    yield item


def leaves(op: Op, loop: Loop) -> bool:
    """Whether an operation leaves a loop before its end."""
    if not isinstance(op, (Return, Raise, Jump)) or isinstance(op.node, (cst.Continue, cst.Lambda)):
        return False
    for compound, block in enclosing(op.block):
        if compound is loop:
            return block is loop.body
        if isinstance(op, Jump) and isinstance(compound, Loop) and block is not compound.orelse:
            return False
        if isinstance(op, Raise) and isinstance(compound, Try) and block is compound.body and compound.handlers:
            return False  # it may be caught inside
    return False


__all__ = ["Unclosed", "leaves", "loops"]
