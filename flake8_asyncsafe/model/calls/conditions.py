"""What a function does only for certain arguments: ``if wait: thread.join()`` does not concern ``stop(wait=False)``.

Control gets to an operation only if some tests come out right.  Those on parameters are demands on the caller: one
whose constant argument (or whose silence, where the default is a constant) contradicts a demand cannot get there, and
one that passes on a parameter of its own has the demand on that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument, is_complete, last_name
from flake8_asyncsafe.model.calls.sites import Site
from flake8_asyncsafe.model.ops import Block, Branch, Compound, Jump, Loop, Op, Raise, Return, enclosing
from flake8_asyncsafe.model.values import Constant, External, ExternalMethod, Values
from flake8_asyncsafe.syntax.outcomes import settled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.calls.edges import Edge
    from flake8_asyncsafe.model.inference import Evaluator
    from flake8_asyncsafe.model.ops import Write
    from flake8_asyncsafe.model.scopes import Function

_HOWS = frozenset({"call", "enter"})


@dataclass(frozen=True, slots=True)
class Demand:
    """A parameter must be true (``test`` truth), None (none) or equal to a literal, or the opposite (``wanted`` false).

    A demand for one literal (``=True``, ``="sync"``) is met only by that: what is not known is taken for another.
    """

    param: str
    test: str
    wanted: bool

    @property
    def is_narrow(self) -> bool:
        """Whether it takes one certain literal to meet it."""
        return self.test.startswith("=") and self.wanted

    def is_met_by(self, value: object) -> bool:
        """Whether a constant meets it."""
        if self.test == "truth":
            return bool(value) is self.wanted
        return (value is None if self.test == "none" else repr(value) == self.test[1:]) is self.wanted


@dataclass(frozen=True, slots=True)
class Passed:
    """A parameter of the caller, passed on as it came."""

    param: str


Given = Constant | Passed
Demands = frozenset[Demand]
NO_DEMANDS: Demands = frozenset()


class Conditions:
    """The demands of operations, and what calls pass for them."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._memo: dict[tuple[Function, cst.CSTNode], Demands] = {}
        #: by the identity of the node: the operations hold their nodes
        self._ops: dict[Function, dict[int, Op]] = {}

    def demands(self, function: Function, node: cst.CSTNode) -> Demands:
        """What the parameters of ``function`` have to be for control to get to ``node``."""
        if type(node) is Site:
            return node.demands
        if not function.params:
            return NO_DEMANDS
        key = (function, node)
        found = self._memo.get(key)
        if found is None:
            op = self._op(function, node)
            found = NO_DEMANDS
            if op is not None:
                found = frozenset((*_demanded(function, op), *self._of_api(op), *self._of_acquire(op)))
            self._memo[key] = found
        return found

    def _op(self, function: Function, node: cst.CSTNode) -> Op | None:
        """The first operation of a node in a function."""
        ops = self._ops.get(function)
        if ops is None:
            ops = self._ops[function] = {}
            for op in function.ops:
                ops.setdefault(id(op.node), op)
        return ops.get(id(node))

    def _of_api(self, op: Op) -> Iterator[Demand]:
        """``self._queue.get(block=block)`` blocks unless the parameter is False."""
        node = op.node
        if not isinstance(node, cst.Call) or not any(isinstance(arg.value, cst.Name) for arg in node.args):
            return
        for target in self._evaluator.calls.targets(node, op):
            if not isinstance(target, (External, ExternalMethod)):
                continue
            api = self._evaluator.catalogue.api(target.name)
            for test in api.unless if api is not None and api.blocks is not None else ():
                given = argument(node, test.name, test.position)
                passed = self.constant_or_parameter(given, op) if given is not None else None
                if isinstance(passed, Passed) and not (test.negated or test.types or test.also):
                    for value in test.equals:
                        yield Demand(passed.param, f"={value!r}", wanted=False)

    def _of_acquire(self, op: Op) -> Iterator[Demand]:
        """``lock.acquire(blocking=blocking)`` waits unless the parameter is false."""
        node = op.node
        if not isinstance(node, cst.Call) or not node.args or last_name(node.func) != "acquire":
            return
        first = node.args[0].value
        flag = argument(node, "blocking", None) or argument(node, "block", None)
        if flag is None and isinstance(first, cst.Name) and first.value in {"blocking", "block"}:
            flag = first
        passed = self.constant_or_parameter(flag, op) if flag is not None else None
        if isinstance(passed, Passed):
            yield Demand(passed.param, "truth", wanted=True)

    def allow(self, edge: Edge, demands: Demands) -> bool:
        """Whether the call of an edge may meet demands on its callee's parameters, as far as constants tell."""
        for demand in demands:
            given = self._given(demand.param, edge)
            if isinstance(given, Constant) and not demand.is_met_by(given.value):
                return False
            if given is None and demand.is_narrow and edge.how in _HOWS:
                return False
        return True

    def passed_on(self, edge: Edge, demands: Demands) -> Demands:
        """Those demands on the callee that are demands on the caller, which passes parameters of its own."""
        found = set()
        for demand in demands:
            given = self._given(demand.param, edge)
            if isinstance(given, Passed):
                found.add(Demand(given.param, demand.test, demand.wanted))
        return frozenset(found)

    def _given(self, name: str, edge: Edge) -> Given | None:
        """What an edge passes for a parameter of its callee: a constant, a parameter of the caller, or unknown."""
        if edge.how not in _HOWS:
            return None
        place, write = _parameter(edge.callee, name)
        if write is None:
            return None
        if type(edge.node) is Site:
            found = next((given for at, given in edge.node.arguments if at in {place, name}), None)
            return found or (self._default(edge, write) if edge.node.complete else None)
        if not isinstance(edge.node, cst.Call):
            return None
        given = argument(edge.node, name, place)
        if given is not None:
            return self.constant_or_parameter(given, edge.op)
        return self._default(edge, write) if is_complete(edge.node) else None

    def constant_or_parameter(self, node: cst.BaseExpression, op: Op) -> Given | None:
        """What an argument is, if it is one of the two."""
        if isinstance(node, cst.Name):
            scope = op.block.scope.lookup(node.value)
            if scope is not None and scope is op.function.scope:
                writes = scope.bindings[node.value]
                if len(writes) == 1 and writes[0].how == "param" and node.value != op.function.receiver:
                    return Passed(node.value)
        values = self._evaluator.values(node, op)
        return values[0] if len(values) == 1 and isinstance(values[0], Constant) else None

    def _default(self, edge: Edge, write: Write) -> Constant | None:
        if write.value is None:
            return None
        values: Values = self._evaluator.values(write.value, edge.callee.write or write)
        return values[0] if len(values) == 1 and isinstance(values[0], Constant) else None


def _parameter(function: Function, name: str) -> tuple[int | None, Write | None]:
    """(place among the arguments, binding) of a parameter; it must be neither ``*args`` nor ``**kwargs``."""
    params = [w for w in function.params if isinstance(w.node, cst.Param) and w.node.name.value != function.receiver]
    for place, write in enumerate(params):
        if isinstance(write.node, cst.Param) and write.node.name.value == name:
            return (place, write) if write.how == "param" else (None, None)
    return None, None


def _demanded(function: Function, op: Op) -> Iterator[Demand]:
    for branch, test, truth in required(op):
        todo = [(test, truth)]
        while todo:
            current, wanted = todo.pop()
            # by the exact type: each `isinstance` of a node that fails is dear
            if type(current) is cst.UnaryOperation and type(current.operator) is cst.Not:
                todo.append((current.expression, not wanted))
            elif type(current) is cst.BooleanOperation:
                if (type(current.operator) is cst.And) is wanted:
                    todo += [(current.left, wanted), (current.right, wanted)]
            elif type(current) is cst.Name:
                if _is_still_given(function, current.value, branch) or (
                    wanted and _is_truth_kept(function, current.value, branch)
                ):
                    yield Demand(current.value, "truth", wanted)
            elif type(current) is cst.Comparison and type(current.left) is cst.Name:
                yield from _compared(function, current, current.left.value, branch, wanted=wanted)


def _compared(function: Function, test: cst.Comparison, name: str, branch: Branch, *, wanted: bool) -> Iterator[Demand]:
    """``host is None``, ``verify is True``, ``mode == "sync"``."""
    if len(test.comparisons) != 1:
        return
    target = test.comparisons[0]
    same = isinstance(target.operator, (cst.Is, cst.Equal))
    if not same and not isinstance(target.operator, (cst.IsNot, cst.NotEqual)):
        return
    other = target.comparator
    if not _is_still_given(function, name, branch) and not (
        same is wanted and _is_only_given(function, name, _literal(other))
    ):
        return
    if isinstance(other, cst.Name) and other.value == "None":
        yield Demand(name, "none", same is wanted)
    elif isinstance(other, cst.Name) and other.value in {"True", "False"}:
        yield Demand(name, f"={other.value}", same is wanted)
    elif isinstance(other, cst.SimpleString) and isinstance(other.evaluated_value, str):
        yield Demand(name, f"={other.evaluated_value!r}", same is wanted)


def _is_still_given(function: Function, name: str, branch: Branch) -> bool:
    """Whether a parameter has its first value where a branch tests it: it is bound anew only behind the test."""
    writes = function.scope.bindings.get(name, ())
    if not writes or writes[0].how != "param" or writes[0] not in function.params:
        return False
    if len(writes) == 1:
        return True
    start = next((op.index for asked, _ in branch.arms for op in asked.ops()), None)
    loops = [compound for compound, _ in enclosing(branch.block) if isinstance(compound, Loop)]
    return start is not None and all(
        write.block.function is function
        and write.index > start
        and not any(compound in loops for compound, _ in enclosing(write.block))
        for write in writes[1:]
    )


def _is_truth_kept(function: Function, name: str, branch: Branch) -> bool:
    """Whether a parameter can be true where a branch tests it only if it came so: bound anew only where it is true."""
    first, *others = function.scope.bindings.get(name) or (None,)
    start = next((op.index for asked, _ in branch.arms for op in asked.ops()), None)
    if first is None or first.how != "param" or first not in function.params or start is None:
        return False
    loops = [compound for compound, _ in enclosing(branch.block) if isinstance(compound, Loop)]
    for write in others:
        if write.block.function is not function or any(compound in loops for compound, _ in enclosing(write.block)):
            return False
        demanded = Demand(name, "truth", wanted=True)
        if write.index <= start and demanded not in _demanded(function, write):
            return False
    return True


def _literal(node: cst.BaseExpression) -> str:
    """A constant as its text; empty for what is none, or says nothing (None)."""
    if isinstance(node, cst.Name) and node.value in {"True", "False"}:
        return node.value
    return repr(node.evaluated_value) if isinstance(node, cst.SimpleString) else ""


def _is_only_given(function: Function, name: str, literal: str) -> bool:
    """Whether a parameter can be that literal only if the caller gave it: nothing that binds it anew says it is."""
    first, *others = function.scope.bindings.get(name) or (None,)
    if not literal or first is None or first.how != "param" or first not in function.params:
        return False
    return all(
        isinstance(write.value, (cst.Call, cst.Attribute, cst.Subscript))
        or (isinstance(write.value, (cst.Name, cst.SimpleString)) and _literal(write.value) not in {"", literal})
        for write in others
    )


def required(op: Op | Compound) -> Iterator[tuple[Branch, cst.BaseExpression, bool]]:
    """(branch, test, outcome) for the tests that have to come out so before control gets to an operation."""
    yield from _passed(op.block, op.at)
    for compound, inner in enclosing(op.block):
        if isinstance(compound, Branch):
            for (asked, body), test in zip(compound.arms, compound.tests, strict=True):
                if test is None or asked is inner:
                    break
                yield compound, test, body is inner
                if body is inner:
                    break
        yield from _passed(compound.block, compound.at)


def known_at(op: Op | Compound) -> Iterator[tuple[cst.BaseExpression, bool]]:
    """(part, outcome) for the parts of these tests, without ``not``, ``and``, ``or``, whose outcome is known there."""
    for _, test, truth in required(op):
        yield from settled(test, truth=truth)


def _passed(block: Block, at: int) -> Iterator[tuple[Branch, cst.BaseExpression, bool]]:
    """The tests of ``if ...: return`` (or raise, continue, break) and of ``assert`` in front of a place."""
    for item in block.items[:at]:
        if type(item) is Branch and item.kind == "assert" and item.tests[0] is not None:
            yield item, item.tests[0], True
        if type(item) is Branch and item.kind == "if" and len(item.arms) == 1 and item.tests[0] is not None:
            last = item.arms[0][1].items[-1:]
            if last and isinstance(last[0], (Return, Raise, Jump)):
                yield item, item.tests[0], False
