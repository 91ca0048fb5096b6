"""What a function does only for certain arguments: ``if wait: thread.join()`` does not concern ``stop(wait=False)``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument, is_complete
from flake8_asyncsafe.model.ops import Block, Branch, Op, Raise, Return, enclosing
from flake8_asyncsafe.model.values import Constant, Values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flake8_asyncsafe.model.calls.effects import Step
    from flake8_asyncsafe.model.calls.graph import Edge
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Write
    from flake8_asyncsafe.model.scopes import Function

    Given = Callable[[str], Constant | None]

_HOWS = frozenset({"call", "enter"})


class Conditions:
    """Compares the tests around an operation with the constants that a call passes."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._memo: dict[tuple[Function, cst.CSTNode], tuple[tuple[cst.BaseExpression, bool], ...]] = {}

    def allow(self, edge: Edge, via: tuple[Step, ...]) -> bool:
        """Whether the call of an edge may lead along ``via``, the steps from its callee on, as far as constants tell.

        The constants are followed where a function passes its parameters on to the next one.
        """
        if edge.how not in _HOWS or not isinstance(edge.node, cst.Call) or not edge.callee.params:
            return True
        given: Given = partial(self._given, call=edge.node, edge=edge)
        so_far: set[Function] = set()
        for step, following in zip(via, (*via[1:], None), strict=True):
            if any(
                self._contradicts(test, given, truth=truth) for test, truth in self._tests(step.function, step.node)
            ):
                return False
            if following is None or not isinstance(step.node, cst.Call):
                break
            so_far.add(step.function)
            if any(each.callee in so_far for each in self._module.graph.edges(following.function)):
                break  # the next turn of a recursion may have other arguments
            given = partial(_handed_on, call=step.node, caller=step.function, callee=following.function, given=given)
        return True

    def _tests(self, function: Function, node: cst.CSTNode) -> tuple[tuple[cst.BaseExpression, bool], ...]:
        """The tests that have to come out so before control gets to ``node``."""
        key = (function, node)
        found = self._memo.get(key)
        if found is None:
            op = next((op for op in function.ops if op.node is node), None)
            found = self._memo[key] = tuple(_required(op)) if op is not None else ()
        return found

    @staticmethod
    def _contradicts(test: cst.BaseExpression, given: Given, *, truth: bool) -> bool:
        todo = [(test, truth)]
        while todo:
            current, wanted = todo.pop()
            if isinstance(current, cst.UnaryOperation) and isinstance(current.operator, cst.Not):
                todo.append((current.expression, not wanted))
            elif isinstance(current, cst.BooleanOperation):
                if isinstance(current.operator, cst.And) is wanted:
                    todo += [(current.left, wanted), (current.right, wanted)]
            elif isinstance(current, cst.Name):
                value = given(current.value)
                if value is not None and bool(value.value) is not wanted:
                    return True
            elif (
                isinstance(current, cst.Comparison)
                and isinstance(current.left, cst.Name)
                and len(current.comparisons) == 1
            ):
                target = current.comparisons[0]
                is_none = isinstance(target.comparator, cst.Name) and target.comparator.value == "None"
                if is_none and isinstance(target.operator, (cst.Is, cst.IsNot)):
                    value = given(current.left.value)
                    same = isinstance(target.operator, cst.Is)
                    if value is not None and ((value.value is None) is same) is not wanted:
                        return True
        return False

    def _given(self, name: str, call: cst.Call, edge: Edge) -> Constant | None:
        """The constant that a call passes for a parameter, or its default; None if it is not known."""
        function = edge.callee
        place, param = _param(function, name)
        if param is None:
            return None
        given = argument(call, name, place)
        values: Values = ()
        if given is not None:
            values = self._module.values(given, edge.op)
        elif is_complete(call) and param.value is not None:
            values = self._module.values(param.value, function.write or edge.op)
        value = values[0] if len(values) == 1 else None
        return value if isinstance(value, Constant) else None


def _param(function: Function, name: str) -> tuple[int, Write | None]:
    """(place among the arguments of a call, the parameter) of a name that is nothing else in the function."""
    params = [w for w in function.params if isinstance(w.node, cst.Param) and w.node.name.value != function.receiver]
    for place, write in enumerate(params):
        if isinstance(write.node, cst.Param) and write.node.name.value == name:
            if write.how == "param" and len(function.scope.bindings.get(name, ())) == 1:
                return place, write
            break
    return 0, None


def _handed_on(name: str, call: cst.Call, caller: Function, callee: Function, given: Given) -> Constant | None:
    """The constant that a call within the chain passes for a parameter: what its own function was given for one."""
    place, param = _param(callee, name)
    expression = argument(call, name, place) if param is not None else None
    if not isinstance(expression, cst.Name) or _param(caller, expression.value)[1] is None:
        return None
    return given(expression.value)


def _required(op: Op) -> Iterator[tuple[cst.BaseExpression, bool]]:
    block, at = op.block, op.at
    yield from _passed(block, at)
    for compound, inner in enclosing(op.block):
        if isinstance(compound, Branch):
            for (asked, body), test in zip(compound.arms, compound.tests, strict=True):
                if test is None or asked is inner:
                    break
                yield test, body is inner
                if body is inner:
                    break
        yield from _passed(compound.block, compound.at)


def _passed(block: Block, at: int) -> Iterator[tuple[cst.BaseExpression, bool]]:
    """The tests of ``if ...: return`` in front of a place."""
    for item in block.items[:at]:
        if isinstance(item, Branch) and item.kind == "if" and len(item.arms) == 1 and item.tests[0] is not None:
            last = item.arms[0][1].items[-1:]
            if last and isinstance(last[0], (Return, Raise)):
                yield item.tests[0], False
