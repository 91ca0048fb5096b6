"""Conditions: waits that trust a single wake-up, and notifications by code that does not hold the lock."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.locks.identity import words
from flake8_asyncsafe.model.ops import Branch, Call, Loop, Op, Return, Suspend, Try, enclosing
from flake8_asyncsafe.model.text import code_of
from flake8_asyncsafe.model.values import Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.calls.edges import Edge
    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block, Item
    from flake8_asyncsafe.model.scopes import Function

_NOTIFY = frozenset({"notify", "notify_all", "notifyAll"})
#: a helper's callers are followed so far up
_DEEPEST = 3


class Conditions:
    """The uses of conditions in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def single_waits(self) -> Iterator[tuple[Call, Lock]]:
        """(call, condition) for each ``wait()`` after which nothing looks again whether what it waits for is so."""
        for call, condition in self._calls(frozenset({"wait"})):
            if not self._is_tested_again(call, 0):
                yield call, condition

    def unheld(self) -> Iterator[tuple[Call, Lock, str]]:
        """(call, condition, method) for each ``notify`` or ``wait`` on a condition that nobody holds there."""
        for call, condition in self._calls(_NOTIFY | {"wait", "wait_for"}):
            func = call.node.func
            assert isinstance(func, cst.Attribute)
            shares = self._may_share(condition, call)
            if shares:  # by which name its lock goes is not known: by its own, or by another
                condition = replace(condition, path=self._module.locks.path(func.value, call)[0])  # noqa: PLW2901
            if not self._may_be_held(condition, call, call.function, 0, shares=shares):
                yield call, condition, func.attr.value

    def _calls(self, methods: frozenset[str]) -> Iterator[tuple[Call, Lock]]:
        for call in self._module.calls():
            func = call.node.func
            if isinstance(func, cst.Attribute) and func.attr.value in methods:
                condition = self._module.locks.lock(func.value, call)
                if condition is not None and self._is_condition(condition):
                    yield call, condition

    def _is_condition(self, lock: Lock) -> bool:
        lineage = self._module.catalogue.lineage(self._module.catalogue.canonical(lock.type))
        if any(name.endswith(".Condition") for name in lineage):
            return True
        bases = (
            name
            for cls in self._module.lowering.classes
            if cls.name == lock.type
            for name in self._module.classes.external_bases(cls)
        )
        return any(name.endswith(".Condition") for name in bases)

    # -- tested again -------------------------------------------------------------------------------------------------

    def _is_tested_again(self, call: Call, depth: int) -> bool:
        """Whether control comes back to a test of the predicate after the wait, here or in all that call the helper."""
        if any(isinstance(loop, Loop) and self._retests(loop) for loop, _ in enclosing(call.block)):
            return True
        if self._is_handed_on(call) or self._is_asked_afterwards(call):
            return True
        callers = list(self._module.graph.callers(call.function)) if depth < _DEEPEST else []
        edges = [edge for _, edge in callers]
        return bool(edges) and all(
            isinstance(edge.op, Call) and self._is_tested_again(edge.op, depth + 1) for edge in edges
        )

    @staticmethod
    def _retests(loop: Loop) -> bool:
        """Whether a ``while`` tests something on each turn: by its own test, or by a branch that leaves it."""
        if loop.kind != "while":
            return False
        if not loop.endless:
            return True
        todo: list[Block] = [loop.body]
        while todo:
            for item in todo.pop().items:
                if isinstance(item, Branch) and item.kind in {"if", "match", "boolean", "ternary"}:
                    return True
                if isinstance(item, Try) and item.handlers:
                    return True
                if isinstance(item, Loop) and item.kind == "while" and not item.endless:
                    return True
                if not isinstance(item, Op):
                    todo.extend(item.blocks())
        return False

    def _is_handed_on(self, call: Call) -> bool:
        """``def wait(self): return self._cond.wait()``: whoever calls it has the loop."""
        parent = self._module.parents.get(call.node)
        node = parent if isinstance(parent, cst.Await) else call.node
        return any(op.value is node for op in call.function.returns)

    def _is_asked_afterwards(self, call: Call) -> bool:
        """Whether the test in front of the wait is made once more behind it: ``if not ready: raise TimeoutError``."""
        tests = {
            _plain(test)
            for compound, _ in enclosing(call.block)
            if isinstance(compound, Branch)
            for test in compound.tests
            if test is not None
        }
        block: Block | None = call.block
        at = call.at
        while tests and block is not None:
            behind = (op for item in block.items[at + 1 :] for op in _branches(item))
            if any(test is not None and _plain(test) in tests for branch in behind for test in branch.tests):
                return True
            at, block = (block.owner.at, block.owner.block) if block.owner is not None else (0, None)
        return self._comes_back_later(call)

    @staticmethod
    def _comes_back_later(call: Call) -> bool:
        """``cond.wait(1.0); return``: a step of somebody else's loop, who looks at the state himself."""
        behind = call.block.items[call.at + 1 :]
        while behind and isinstance(behind[0], Suspend):
            behind = behind[1:]
        return bool(call.node.args) and bool(behind) and isinstance(behind[0], Return) and behind[0].value is None

    # -- held ---------------------------------------------------------------------------------------------------------

    def _may_be_held(self, condition: Lock, op: Op, function: Function, depth: int, *, shares: bool) -> bool:
        """Whether the lock of a condition may be held at an operation: taken here, or by who calls the function."""
        held = self._module.critical.held(op)
        if any(each.lock.identity == condition.identity for each in held.may):
            return True
        if held.may and shares:
            return True  # its lock may be one of those, under another name
        outer = function.parent
        if outer is not None and outer.kind != "module" and self._is_taken_in(condition, outer):
            return True  # a closure runs when its holder likes, perhaps where it was made
        if not words(function.name).isdisjoint({"locked", "unlocked"}) or self._sits_in_protocol(function):
            return True
        callers = list(self._module.graph.callers(function))
        if depth >= _DEEPEST:
            return True
        if not callers:
            root = condition.path.root[0]
            closure = outer is not None and outer.kind != "module" and function.kind != "lambda"
            return root == "local" or closure or (function.name.startswith("_") and not function.name.startswith("__"))
        return any(self._is_held_by(condition, caller, edge, depth, shares=shares) for caller, edge in callers)

    def _is_taken_in(self, condition: Lock, function: Function) -> bool:
        flow = self._module.critical.flow(function)
        states = flow.before.values() if flow is not None else ()
        return any(held.lock.identity == condition.identity for state in states for held in state.may)

    def _is_held_by(self, condition: Lock, caller: Function, edge: Edge, depth: int, *, shares: bool) -> bool:
        outer = self._module.critical.summaries.along(condition, edge)
        if outer is None:  # of an object that is made for this call nobody has the lock
            func = edge.node.func if isinstance(edge.node, cst.Call) else None
            return not (isinstance(func, cst.Attribute) and isinstance(func.value, cst.Call))
        return self._may_be_held(outer, edge.op, caller, depth + 1, shares=shares)

    def _may_share(self, condition: Lock, call: Call) -> bool:
        """Whether a condition was given a lock of which it is not known which one it is."""
        assert isinstance(call.node.func, cst.Attribute)
        values = self._module.values(call.node.func.value, call)
        given = any(
            isinstance(value, Instance) and value.origin is not None and argument(value.origin, "lock", 0) is not None
            for value in values
        )
        own = condition.path.steps[-1:] == (condition.text.rpartition(".")[2],)
        return given and (own or condition.path.root[0] == "local")

    @staticmethod
    def _sits_in_protocol(function: Function) -> bool:
        """Whether a function is one half of taking the lock: the other half has it."""
        return function.name in {"__exit__", "__aexit__", "release", "acquire", "__enter__", "__aenter__"}


def _plain(test: cst.BaseExpression) -> str:
    """The text of a test, or of its contrary."""
    while isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
        test = test.expression
    return code_of(test)


def _branches(item: Item) -> Iterator[Branch]:
    """The branches in an item, at any depth."""
    todo: list[Item] = [item]
    while todo:
        each = todo.pop()
        if isinstance(each, Branch):
            yield each
        if not isinstance(each, Op):
            todo.extend(inner for block in each.blocks() for inner in block.items)
