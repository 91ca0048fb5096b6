"""Looks at a queue whose answer may be old by the time somebody acts on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.channels.handlers import is_expected
from flake8_asyncsafe.model.channels.identity import Channels
from flake8_asyncsafe.model.channels.parties import Parties
from flake8_asyncsafe.model.ops import Branch, Compound, Jump, Loop, Raise, Read, Return, Suspend, Write, enclosing
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.channels.identity import Use
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block, Op
    from flake8_asyncsafe.model.scopes import Function

_TAKES = frozenset({"get", "get_nowait"})
_GIVES = frozenset({"put", "put_nowait"})
#: the branches that a test decides as a whole
_CHOICES = frozenset({"if", "ternary"})
_DEEPEST = 2


class Emptiness:
    """The tests of queues in one module and what is done because of them."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)
        self._parties = module.ask(Parties)

    def stale(self) -> Iterator[tuple[Use, Use]]:
        """(test, get or put) where others may take the item, or the room, in between."""
        seen = set()
        for test in self._channels.of_kind("queue", "empty", "full", "qsize"):
            wanted = _TAKES if test.method == "empty" else _GIVES if test.method == "full" else _TAKES | _GIVES
            for look in self._looks(test.call, 0):
                places = tuple(self._decided(look))
                if not places:
                    continue
                for use in self._channels.on(test.channel, *wanted):
                    if use.call not in seen and any(
                        act.index > look.index and self._is_stale(use, act, look, places)
                        for act in self._acts(use, look.function)
                    ):
                        seen.add(use.call)
                        yield test, use

    def _acts(self, use: Use, function: Function) -> Iterator[Op]:
        """What a get or put is in a function: the call itself, or that of a helper which asks nothing before it."""
        if use.function is function:
            yield use.call
        elif self._is_first(use):
            for caller, edge in self._module.graph.callers(use.function):
                if caller is function and edge.how == "call":
                    yield edge.op

    @staticmethod
    def _is_first(use: Use) -> bool:
        """Whether a helper gets to a get or put in any case: ``def take(self): job = self.jobs.get(); ...``."""
        body = use.function.body
        return use.call.block is body and not any(isinstance(item, Compound) for item in body.items[: use.call.at])

    def _is_stale(self, use: Use, act: Op, look: Op, places: tuple[Compound, ...]) -> bool:
        if is_expected(act) or is_expected(use.call) or not any(self._depends(act, place) for place in places):
            return False
        if use.channel.is_async and not self._suspends_between(look, act):
            return False
        return self._others(use) and not self._is_locked(use.call) and not self._is_locked(act)

    def _looks(self, op: Op, depth: int) -> Iterator[Op]:
        """A test, and the calls of the helpers and properties that return its answer: ``if self.has_jobs():``."""
        yield op
        if depth < _DEEPEST and self._is_answer(op):
            for _, edge in self._module.graph.callers(op.function):
                if edge.how in {"call", "property"}:
                    yield from self._looks(edge.op, depth + 1)

    def _is_answer(self, look: Op) -> bool:
        """Whether a function returns what it learns: ``return jobs.empty()``, ``if jobs.empty(): return False``."""
        returns = look.function.returns
        if any(each.value is not None and _is_inside(look.node, each.value) for each in returns):
            return True
        place = self._tested(look) if returns else None
        return place is not None and all(
            isinstance(each.value, cst.Name) and each.value.value in {"True", "False"} for each in returns
        )

    def _decided(self, look: Op) -> Iterator[Compound]:
        """The branches and loops that an answer decides: as their test, or by the name of a variable."""
        place = self._tested(look)
        if place is not None:
            yield place
            return
        for item in look.block.items[look.at + 1 :]:
            if isinstance(item, Compound) and (_counts(item, look.node) or _is_right_of(look.node, item)):
                yield item
                return
            if isinstance(item, Write) and item.value is not None and _is_inside(look.node, item.value):
                if item.how in {"assign", "ann"} and isinstance(item.node, cst.Name) and not item.path:
                    yield from self._decided_by(item.node.value, look)
                return

    def _decided_by(self, name: str, look: Op) -> Iterator[Compound]:
        """The branches and loops that a variable with the answer decides, if it is bound once."""
        function = look.function
        if len(function.scope.bindings.get(name, ())) != 1:
            return
        for op in function.ops[look.index + 1 :]:
            if isinstance(op, Read) and isinstance(op.node, cst.Name) and op.node.value == name:
                place = self._tested(op)
                if place is not None:
                    yield place
                yield from (
                    item for item in op.block.items[op.at :] if isinstance(item, Loop) and _counts(item, op.node)
                )

    @staticmethod
    def _tested(look: Op) -> Compound | None:
        """The branch or loop whose test a look is (part of)."""
        for item, block in enclosing(look.block):
            if isinstance(item, Branch):
                if any(head is block for head, _ in item.arms):
                    return item if item.kind in _CHOICES else None
                if item.kind != "boolean":
                    return None
            elif isinstance(item, Loop):
                return item if block is item.head and isinstance(item.node, cst.While) else None
        return None

    @staticmethod
    def _depends(op: Op, item: Compound) -> bool:
        """Whether an operation is done because of the test: inside, or behind a way out that the test guards."""
        for each, _ in enclosing(op.block):
            if each is item:
                return True
        if isinstance(item, Branch) and item.orelse is None and len(item.arms) == 1 and _never_ends(item.arms[0][1]):
            block: Block | None = op.block
            while block is not None:
                if block is item.block:
                    return True
                block = block.owner.block if block.owner is not None else None
        return False

    @staticmethod
    def _suspends_between(first: Op, second: Op) -> bool:
        return any(isinstance(op, Suspend) for op in first.function.ops[first.index : second.index])

    def _others(self, use: Use) -> bool:
        """Whether somebody else does the same to the queue at the same time."""
        same = _TAKES if use.method in _TAKES else _GIVES
        functions = dict.fromkeys(
            each for found in self._channels.on(use.channel, *same) for each in self._users(found)
        )
        if self._parties.starts(use.function) > 1:
            return True
        started = [function for function in functions if self._parties.starts(function)]
        return bool(started) and len(functions) > 1

    def _users(self, use: Use) -> Iterator[Function]:
        """The functions that get or put by a call: those that call a helper which does it for them."""
        callers = [caller for caller, edge in self._module.graph.callers(use.function) if edge.how == "call"]
        yield from callers if callers and self._is_first(use) else (use.function,)

    def _is_locked(self, act: Op) -> bool:
        """Whether test and act are under a lock: users agree on who is next."""
        return bool(self._module.critical.held(act).must)


def _is_inside(node: cst.CSTNode, expression: cst.CSTNode) -> bool:
    return any(each is node for each in inner_nodes(expression))


def _counts(loop: Compound, node: cst.CSTNode) -> bool:
    """Whether a loop takes as many turns as an answer says: ``for _ in range(jobs.qsize()):``."""
    return isinstance(loop.node, cst.For) and isinstance(loop.node.iter, cst.Call) and _is_inside(node, loop.node.iter)


def _is_right_of(node: cst.CSTNode, item: Compound) -> bool:
    """``jobs.qsize() and jobs.get()``."""
    return isinstance(item, Branch) and item.kind == "boolean" and _is_inside(node, item.node)


def _never_ends(block: Block) -> bool:
    last = block.items[-1] if block.items else None
    return isinstance(last, (Return, Raise, Jump))
