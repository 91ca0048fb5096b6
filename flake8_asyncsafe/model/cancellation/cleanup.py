"""Awaits in code that cleans up: it runs while the cancellation it answers is on its way.

Clean-up is what a ``finally`` holds, a handler that gets cancellations, and ``__aexit__``.  The clean-up part of a
context manager written as a generator is the ``finally`` or the handler around its ``yield``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.cancellation.answers import Answers, leads_elsewhere
from flake8_asyncsafe.model.cancellation.bodies import is_empty
from flake8_asyncsafe.model.cancellation.exceptions import ASYNCIO, EVERY, TRIO
from flake8_asyncsafe.model.cancellation.library import Libraries
from flake8_asyncsafe.model.cancellation.quiet import is_without_exception, parameters
from flake8_asyncsafe.model.cancellation.shielding import Shielding
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Enter, Jump, Op, Raise, Return, Suspend, Try, With, enclosing
from flake8_asyncsafe.model.values import Coroutine, FunctionRef, Method

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block, Handler, Item
    from flake8_asyncsafe.model.scopes import Function

#: what does its work although it is cancelled, or leaves the decision to who wrote it
_SAFE = frozenset({"aclose", "aclose_forcefully", "__aexit__", "cancel_shielded_checkpoint"})
#: runs a generator to its next yield: no checkpoint by itself
_STEPS = frozenset({"asend", "athrow"})


@dataclass(frozen=True, slots=True)
class CleanUp:
    """``node`` waits in clean-up code of ``kind`` (finally, except, aexit; raise: in front of a ``raise``)."""

    node: cst.CSTNode
    kind: str
    library: str


class CleanUps:
    """The awaits in clean-up code of one module that nothing shields."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._libraries = module.ask(Libraries)
        self._shielding = module.ask(Shielding)
        self._shields_itself: dict[Function, bool] = {}
        self._all: tuple[CleanUp, ...] | None = None

    def all(self) -> tuple[CleanUp, ...]:
        """Every one of them, in textual order of functions."""
        if self._all is None:
            self._all = tuple(
                found
                for function in self._module.coroutines
                if function.suspends and (function.name == "__aexit__" or _any_try(function))
                for found in self._in(function)
            )
        return self._all

    def _in(self, function: Function) -> Iterator[CleanUp]:
        library = self._libraries.of(function)
        for point in function.suspends:
            if point.lazy or point.how in {"exit", "yield"} or self._is_safe(point) or _asks_for_it(point):
                continue
            kind = self._kind(point, library)
            if kind and not self._is_shielded(point):
                yield CleanUp(_place(point), kind, library)

    def _kind(self, point: Suspend, library: str) -> str:
        """Which clean-up code a point stands in, where a cancellation can get to it; "" for none."""
        in_front = ""
        for compound, block in enclosing(point.block):
            if not isinstance(compound, Try):
                continue
            handler = next((each for each in compound.handlers if each.block is block), None)
            if block is compound.final:
                if self._reaches(point, block):
                    return "finally"
            elif handler is not None:
                if self._is_cancelled(compound, handler, library):
                    if self._reaches(point, block) and not self._is_for_others(point, handler):
                        return "except"
                elif not in_front and _raises_after(point, block) and self._reaches(point, block):
                    in_front = "raise"
        function = point.function
        if function.name == "__aexit__" and function.owner is not None:
            inside = self._shielding.is_inside_shield(point, function.body)
            if not inside and not is_without_exception(point, self._module):
                return "aexit"
        return in_front

    def _is_for_others(self, point: Suspend, handler: Handler) -> bool:
        """Whether tests of the exception lead to a point only with one that is no cancellation."""
        if handler.name is None:
            return False
        answers = Answers(point.function, self._module.cancellation.exceptions)
        return leads_elsewhere(point, handler, answers)

    def _reaches(self, point: Suspend, region: Block) -> bool:
        if self._is_expected(point, region) or self._shielding.is_inside_shield(point, region):
            return False
        return self._shielding.gets_in(region, point)

    def _is_expected(self, point: Suspend, region: Block) -> bool:
        """Whether the code around a point, within the clean-up, is there for its being cancelled.

        That is a handler for cancellations by name, or a test that wants the exception.
        """
        if point.block is region:
            return False
        for compound, block in enclosing(point.block):
            if isinstance(compound, Try) and block is compound.body:
                exceptions = self._module.cancellation.exceptions
                if any(exceptions.is_named(each.type, point) for each in compound.handlers):
                    return True
            elif isinstance(compound, With) and block is compound.body and self._wants_error(compound):
                return True
            if compound.block is region:
                break
        return False

    def _wants_error(self, item: With) -> bool:
        context = item.context
        return isinstance(context, cst.Call) and "pytest.raises" in self._module.names_of(context.func, item.enter)

    def _is_shielded(self, point: Suspend) -> bool:
        """``await asyncio.shield(...)``: who awaits is cancelled, the work is not; a task group that is a shield."""
        if point.how == "enter":
            enters = (op for op in point.function.ops if isinstance(op, Enter) and op.node is point.node)
            return any(self._shielding.shields_its_end(op.scope) for op in enters)
        call = _call(point)
        return call is not None and dotted_text(call.func).rpartition(".")[2] == "shield"

    def _is_cancelled(self, item: Try, handler: Handler, library: str) -> bool:
        """Whether a handler gets cancellations: those before it have left them, and there is a point to raise one."""
        wanted = {"asyncio": frozenset({ASYNCIO}), "trio": frozenset({TRIO})}.get(library, EVERY)
        points = [op for op in item.body.ops() if isinstance(op, Suspend) and not op.lazy]
        if not points:
            return False
        exceptions = self._module.cancellation.exceptions
        left = EVERY
        for each in item.handlers:
            kinds = exceptions.kinds(each.type, points[0])
            if each is handler:
                # one for everything behind one for a cancellation by name: the library in use has been dealt with
                return bool(wanted & kinds & left) and not (kinds == EVERY and left != EVERY)
            left = left - kinds
        return False

    # -- what may be awaited ------------------------------------------------------------------------------------------

    def _is_safe(self, point: Suspend) -> bool:
        call = _call(point)
        if call is None:
            return False
        name = dotted_text(call.func).rpartition(".")[2]
        if isinstance(call.func, cst.Attribute):
            name = call.func.attr.value
        if name in _SAFE or name in _STEPS or self._hands_on(call, point):
            return True
        return point.how == "await" and any(
            isinstance(value, Coroutine)
            and isinstance(value.of, (FunctionRef, Method))
            and self.is_sheltered(value.of.function)
            for value in self._module.values(call, point)
        )

    @staticmethod
    def _hands_on(call: cst.Call, point: Suspend) -> bool:
        """Whether ``__aexit__`` hands its exception on to another that deals with it: ``await self._leave(*exc)``."""
        function = point.function
        if function.name != "__aexit__" or function.owner is None:
            return False
        names = parameters(function)
        return any(isinstance(arg.value, cst.Name) and arg.value.value in names for arg in call.args)

    def is_sheltered(self, function: Function) -> bool:
        """Whether no cancellation interrupts a coroutine function: it shields all that it waits for, if anything."""
        if function.is_stub:
            return self._module.outside.is_sheltered(function)
        if "shield" in function.name.lower():
            return True  # whose body may do it in ways that are not followed: a child of a group, in a scope of its own
        found = self._shields_itself.get(function)
        if found is None:
            self._shields_itself[function] = False  # one that awaits itself
            points = [op for op in function.suspends if not op.lazy]
            found = self._shields_itself[function] = not (function.is_generator or is_empty(function)) and all(
                self._shielding.is_inside_shield(op, function.body) or self._is_safe(op) for op in points
            )
        return found


def _asks_for_it(point: Suspend) -> bool:
    """Whether a point is there for nothing but to be cancelled at: ``await trio.lowlevel.checkpoint()``."""
    call = _call(point)
    return call is not None and dotted_text(call.func).rpartition(".")[2] == "checkpoint"


def _any_try(function: Function) -> bool:
    """Whether some suspension point stands in a ``try`` statement."""
    return any(
        isinstance(compound, Try) and block is not compound.body
        for op in function.suspends
        for compound, block in enclosing(op.block)
    )


def _call(point: Suspend) -> cst.Call | None:
    node = point.node
    if isinstance(node, cst.Await):
        node = node.expression
    elif isinstance(node, cst.WithItem):
        node = node.item
    return node if isinstance(node, cst.Call) else None


def _place(point: Suspend) -> cst.CSTNode:
    return point.node.item if isinstance(point.node, cst.WithItem) else point.node


def _raises_after(point: Suspend, handler: Block) -> bool:
    """Whether a handler can go on from a point to a ``raise``."""
    return any(isinstance(op, Raise) and op.index > point.index and _may_follow(point, op) for op in handler.ops())


def _may_follow(first: Op, second: Op) -> bool:
    """Whether two operations, of which the second stands behind the first, may happen in one go."""
    around = dict(enclosing(first.block))
    for compound, inner in enclosing(second.block):
        other = around.get(compound, inner)
        if other is not inner and isinstance(compound, Branch):
            tests = [test for test, _ in compound.arms]
            if not any(test is other for test in tests):
                return False  # two arms of one choice
    ends = (Return, Jump, Raise)
    block, at = first.block, first.at
    while second.block is not block:
        if any(any(each is second for each in _ops(item)) for item in block.items[at + 1 :]):
            return True
        owner = block.owner
        if any(isinstance(item, ends) for item in block.items[at + 1 :]) or owner is None:
            return False
        block, at = owner.block, owner.at
    return not any(isinstance(item, ends) for item in block.items[at + 1 : second.at])


def _ops(item: Item) -> Iterator[Op]:
    for block in () if isinstance(item, Op) else item.blocks():
        yield from block.ops()


__all__ = ["CleanUp", "CleanUps"]
