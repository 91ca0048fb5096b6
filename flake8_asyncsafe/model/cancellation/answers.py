"""What tests of an exception say if it is a cancellation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.cancellation.facts import Caught, mentions
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Raise

if TYPE_CHECKING:
    from flake8_asyncsafe.model.cancellation.exceptions import ExceptionClasses
    from flake8_asyncsafe.model.ops import Block, Handler, Op
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
            return self._is_one_of(node.args[1].value, self._by_node.get(node)) if about else None
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

    def _is_one_of(self, node: cst.BaseExpression, op: Op | None) -> bool | None:
        """What ``isinstance`` says; who asks for classes that are not known is after others: ``self._errors``."""
        answer = self._covers(node, op)
        if answer is None and "cancel" not in dotted_text(node).lower() and isinstance(node, (cst.Name, cst.Attribute)):
            return False
        return answer

    def asks(self, node: cst.BaseExpression, fact: Caught) -> bool:
        """Whether a test asks something of the exception that only its author can answer: ``if is_fatal(error):``."""
        names = fact.exceptions
        return bool(names) and self.test(node, fact) is None and mentions(node, names)

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


def leads_elsewhere(op: Op, handler: Handler, answers: Answers) -> bool:
    """Whether control gets to ``op`` in a handler only by a test that tells cancellations from other exceptions.

    Either it certainly does, or its author knows (``if self.retries(error):``) and the other way raises it again.
    """
    if handler.name is None:
        return False
    fact = Caught(handler, frozenset({handler.name}), handler)
    block: Block | None = op.block
    at = op.at
    while block is not None:
        for item in block.items[:at]:  # `if not isinstance(error, OSError): raise`
            if isinstance(item, Branch) and item.kind == "if" and item.orelse is None and len(item.arms) == 1:
                test = item.tests[0]
                if test is not None and _raises(item.arms[0][1]) and _tells(test, fact, answers, wanted=True):
                    return True
        owner = block.owner if block is not handler.block else None
        if isinstance(owner, Branch) and owner.kind == "if":
            for (_, body), test in zip(owner.arms, owner.tests, strict=True):
                if test is None:
                    continue
                if body is block:
                    again = any(isinstance(each, Raise) and each.node.exc is None for each in handler.block.ops())
                    if answers.test(test, fact) is False or (again and answers.asks(test, fact)):
                        return True
                    break
                if _tells(test, fact, answers, wanted=True) and _raises(body):
                    return True
        if owner is None:
            return False
        block, at = owner.block, owner.at
    return False


def _tells(test: cst.BaseExpression, fact: Caught, answers: Answers, *, wanted: bool) -> bool:
    """Whether a test says ``wanted`` for a cancellation, or its author is to know."""
    return answers.test(test, fact) is wanted or answers.asks(test, fact)


def _raises(body: Block) -> bool:
    return any(isinstance(item, Raise) for item in body.items)
