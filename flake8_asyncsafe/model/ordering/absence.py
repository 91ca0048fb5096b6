"""What the outcome of a test says about state: that it is not there (yet), or that it is too old to be used."""

from __future__ import annotations

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.locks.identity import words
from flake8_asyncsafe.syntax.walk import inner_nodes

#: of a test so many parts are looked at
_MOST_STEPS = 40


def outcome_says_absent(test: cst.CSTNode, outcome: object) -> bool:
    """The same of all that control may depend on: a test, an arm of a ``match``, a handler for a failed look-up."""
    if isinstance(test, cst.Match):
        arm, taken = outcome if isinstance(outcome, tuple) else (0, False)
        return _is_for_nothing(test.cases[arm].pattern) is taken
    if isinstance(test, (cst.ExceptHandler, cst.ExceptStarHandler)):
        return True
    return isinstance(test, cst.BaseExpression) and says_absent(test, truth=bool(outcome))


def _is_for_nothing(pattern: cst.MatchPattern) -> bool:
    """Whether a pattern is there for what is absent: ``None``, ``False``, ``[]``."""
    if isinstance(pattern, cst.MatchSingleton):
        return pattern.value.value in {"None", "False"}
    if isinstance(pattern, cst.MatchSequence):
        return not pattern.patterns
    return isinstance(pattern, cst.MatchAs) and pattern.pattern is None


def says_absent(test: cst.BaseExpression, *, truth: bool) -> bool:
    """Whether the outcome of a test may say that something is not there: ``not x``, ``x is None``, ``key not in x``."""
    todo = [(test, truth)]
    for _ in range(_MOST_STEPS):
        if not todo:
            break
        node, wanted = todo.pop()
        if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not):
            todo.append((node.expression, not wanted))
        elif isinstance(node, cst.BooleanOperation):
            todo += [(node.left, wanted), (node.right, wanted)]
        elif isinstance(node, cst.NamedExpr):
            todo.append((node.value, wanted))
        elif isinstance(node, cst.Comparison):
            if _compared(node, truth=wanted):
                return True
        elif isinstance(node, cst.Call):
            if not wanted and (last_name(node.func) in {"len", "bool"} or last_name(node.func) in _ASK):
                return True
        elif isinstance(node, (cst.Name, cst.Attribute, cst.Subscript)) and not wanted:
            return True
    return False


#: words in the names of what asks whether something is still good
_ASKS = frozenset({"expired", "expires", "expire", "expiring", "expiry", "expiration", "stale", "outdated"})
_LIMITS = _ASKS | {"until", "deadline", "valid"}
_ORDERS = (cst.LessThan, cst.LessThanEqual, cst.GreaterThan, cst.GreaterThanEqual)
_NOT = frozenset({"valid", "connected", "authenticated", "initialized", "initialised", "ready", "alive", "fresh"})


def says_over(test: cst.BaseExpression, *, truth: bool) -> bool:
    """Whether the outcome of a test says that something is too old: ``token.is_expired()``, ``now > self.until``."""
    todo = [(test, truth)]
    while todo:
        node, wanted = todo.pop()
        if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not):
            todo.append((node.expression, not wanted))
        elif isinstance(node, cst.BooleanOperation):
            todo += [(node.left, wanted), (node.right, wanted)]
        elif isinstance(node, cst.Comparison):
            inside = list(inner_nodes(node))
            if (
                isinstance(node.comparisons[0].operator, _ORDERS)
                and any(map(_says_time, inside))
                and any(
                    words(last_name(each)) & _LIMITS for each in inside if isinstance(each, (cst.Name, cst.Attribute))
                )
            ):
                return True
        elif isinstance(node, (cst.Call, cst.Name, cst.Attribute)):
            said = words(last_name(node.func if isinstance(node, cst.Call) else node))
            if said & (_ASKS if wanted else _NOT):
                return True
    return False


def _says_time(node: cst.CSTNode) -> bool:
    if isinstance(node, cst.Call):
        return last_name(node.func) in {"time", "monotonic", "now", "utcnow", "perf_counter"}
    return isinstance(node, cst.Name) and node.value in {"now", "current_time"}


_ASK = frozenset({"get", "is_set", "done", "locked"})


def _compared(node: cst.Comparison, *, truth: bool) -> bool:
    target = node.comparisons[0]
    negative = isinstance(target.operator, (cst.IsNot, cst.NotEqual, cst.NotIn))
    if isinstance(target.operator, (cst.In, cst.NotIn)):
        return truth is negative
    other = target.comparator.value if isinstance(target.comparator, cst.Name) else ""
    if not isinstance(target.operator, (cst.Is, cst.IsNot, cst.Equal, cst.NotEqual)):
        return False
    if other in {"None", "False"}:
        return truth is not negative
    return other == "True" and truth is negative
