"""Jumps out of ``finally``: what was being raised is gone.

An exception on its way through a ``finally`` is raised again at the end of the block, and only there.  A ``return``, or
a ``break`` or ``continue`` of a loop outside, does not get to the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.ops import Block, Compound, Jump, Loop, Raise, Return, Suspend, Try, enclosing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Handler
    from flake8_asyncsafe.model.scopes import Function

_BROAD = frozenset({"BaseException"})


@dataclass(frozen=True, slots=True)
class FinalJump:
    """``op`` leaves a ``finally``; ``points`` are the suspension points whose cancellations it drops."""

    op: Return | Jump
    points: tuple[Suspend, ...]


class FinalJumps:
    """The jumps out of ``finally`` in the coroutines of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def all(self) -> Iterator[FinalJump]:
        """Every jump that drops an exception, with the points in front of any ``finally`` that it leaves."""
        for function in self._module.coroutines:
            found: dict[Return | Jump, tuple[Suspend, ...]] = {}
            for item in _tries(function):
                if item.final is None or self._lets_nothing_through(item):
                    continue
                points = tuple(op for block in item.blocks() if block is not item.final for op in _suspends(block))
                for op in item.final.ops():
                    if isinstance(op, (Return, Jump)) and _leaves(op, item.final):
                        found[op] = (*found.get(op, ()), *points)
            for op, points in found.items():
                yield FinalJump(op, points)

    def _lets_nothing_through(self, item: Try) -> bool:
        """Whether a handler keeps every exception, and nothing after it can raise: then that handler is the place."""
        if not any(self._takes_everything(handler) for handler in item.handlers):
            return False
        after = [handler.block for handler in item.handlers]
        if item.orelse is not None:
            after.append(item.orelse)
        return not any(isinstance(op, (Raise, Suspend)) for block in after for op in block.ops())

    def _takes_everything(self, handler: Handler) -> bool:
        return handler.type is None or self._module.source(handler.type).rpartition(".")[2] in _BROAD


def _tries(function: Function) -> Iterator[Try]:
    """The try statements of a function, inner ones first."""
    found: list[Try] = []
    stack = [function.body]
    while stack:
        for item in stack.pop().items:
            if isinstance(item, Compound):
                stack.extend(item.blocks())
                if isinstance(item, Try):
                    found.append(item)
    return reversed(found)


def _suspends(block: Block) -> Iterator[Suspend]:
    return (op for op in block.ops() if isinstance(op, Suspend) and not op.lazy)


def _leaves(op: Return | Jump, final: Block) -> bool:
    """Whether ``op`` leaves the block: a return, or a jump of a loop that is not inside it."""
    if isinstance(op, Return):
        return True
    for compound, block in enclosing(op.block):
        if block is final:
            return True
        if isinstance(compound, Loop) and block is not compound.orelse:
            return False
    return True
