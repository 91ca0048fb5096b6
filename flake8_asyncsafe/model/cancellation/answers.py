"""What tests of an exception say if it is a cancellation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.lowering.statements import dotted_text

if TYPE_CHECKING:
    from flake8_asyncsafe.model.cancellation.exceptions import ExceptionClasses
    from flake8_asyncsafe.model.cancellation.facts import Caught
    from flake8_asyncsafe.model.ops import Call, Op
    from flake8_asyncsafe.model.scopes import Function

_DEEPEST = 8


class Answers:
    """Answers the tests of one function."""

    def __init__(self, function: Function, exceptions: ExceptionClasses) -> None:
        self._exceptions = exceptions
        self._by_node = {call.node: call for call in function.calls}

    def test(self, node: cst.BaseExpression, fact: Caught, depth: int = 0) -> bool | None:
        """What a test says if a cancellation was caught; None if that depends."""
        if depth > _DEEPEST:
            return None
        if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not):
            inner = self.test(node.expression, fact, depth + 1)
            return None if inner is None else not inner
        if isinstance(node, cst.BooleanOperation):
            sides = {self.test(node.left, fact, depth + 1), self.test(node.right, fact, depth + 1)}
            decisive = isinstance(node.operator, cst.Or)
            return decisive if decisive in sides else (not decisive if sides == {not decisive} else None)
        if isinstance(node, (cst.Name, cst.Attribute)):
            return True if dotted_text(node) in fact.names else None
        called = dotted_text(node.func) if isinstance(node, cst.Call) and len(node.args) == 2 else ""
        if isinstance(node, cst.Call) and called in {"isinstance", "issubclass"}:
            about = self._is_about(node.args[0].value, fact)
            return self._covers(node.args[1].value, self._by_node.get(node)) if about else None
        if isinstance(node, cst.Comparison) and len(node.comparisons) == 1:
            return self._compare(node, fact)
        return None

    def _compare(self, node: cst.Comparison, fact: Caught) -> bool | None:
        target = node.comparisons[0]
        negative = isinstance(target.operator, (cst.IsNot, cst.NotEqual, cst.NotIn))
        if not negative and not isinstance(target.operator, (cst.Is, cst.Equal, cst.In)):
            return None
        if dotted_text(node.left) in fact.names:
            identity = isinstance(target.operator, (cst.Is, cst.IsNot))
            # `error is given`: what was thrown into a generator, say, is not the cancellation of this task
            return negative if identity or dotted_text(target.comparator) == "None" else None
        if isinstance(node.left, cst.Call) and self._is_about(node.left, fact):
            same = self._covers(target.comparator, self._by_node.get(node.left))
            return None if same is None else same is not negative
        return None

    @staticmethod
    def _is_about(node: cst.BaseExpression, fact: Caught) -> bool:
        """Whether an expression is the caught exception or its type."""
        if isinstance(node, cst.Call) and dotted_text(node.func) == "type" and len(node.args) == 1:
            node = node.args[0].value
        if isinstance(node, cst.Attribute) and node.attr.value == "__class__":
            node = node.value
        return dotted_text(node) in fact.names

    def _covers(self, node: cst.BaseExpression, op: Op | None) -> bool | None:
        if op is None:
            return None
        kinds, known = self._exceptions.classes(node, op)
        return True if kinds else (False if known else None)

    def pattern(self, pattern: cst.MatchPattern, op: Op) -> bool | None:
        """What a pattern says if the subject is a caught cancellation; None if that depends."""
        if isinstance(pattern, cst.MatchAs):
            return True if pattern.pattern is None else self.pattern(pattern.pattern, op)
        if isinstance(pattern, cst.MatchClass):
            answer = self._covers(pattern.cls, op)
            return None if answer and (pattern.patterns or pattern.kwds) else answer
        if isinstance(pattern, cst.MatchOr):
            answers = {self.pattern(each.pattern, op) for each in pattern.patterns}
            return True if True in answers else (False if answers == {False} else None)
        return None


def cancels_itself(op: Call) -> bool:
    """``current_task().cancel()``: the next await raises it again."""
    func = op.node.func
    if not isinstance(func, cst.Attribute) or func.attr.value != "cancel":
        return False
    owner: cst.BaseExpression | None = func.value
    return _is_task(owner, op.function) if isinstance(owner, cst.Name) else _gives_task(owner)


def denies_task(test: cst.BaseExpression, function: Function, *, truth: bool) -> bool:
    """Whether a test that comes out so says that there is no current task, which there is in a coroutine."""
    if isinstance(test, cst.Comparison) and len(test.comparisons) == 1:
        target = test.comparisons[0]
        if dotted_text(target.comparator) != "None" or not isinstance(target.operator, (cst.Is, cst.IsNot)):
            return False
        test, truth = test.left, isinstance(target.operator, cst.IsNot) is truth
    return not truth and _is_task(test, function)


def _is_task(node: cst.BaseExpression, function: Function) -> bool:
    """Whether a name is bound to the current task, and to nothing else."""
    writes = function.scope.bindings.get(node.value, ()) if isinstance(node, cst.Name) else ()
    return len(writes) == 1 and _gives_task(writes[0].value)


def _gives_task(node: cst.BaseExpression | None) -> bool:
    return isinstance(node, cst.Call) and dotted_text(node.func).rpartition(".")[2] == "current_task"
