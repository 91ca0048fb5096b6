"""What the cases of a ``match`` statement expect of its subject."""

from __future__ import annotations

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name

#: classes by which a case asks whether it got something to await
_AWAITABLE = frozenset({"Awaitable", "Coroutine", "CoroutineType", "Future", "Task", "Generator"})
#: patterns that only a certain value matches; a class pattern is looked at, a bare name or ``_`` takes anything
_OF_VALUES = (cst.MatchValue, cst.MatchList, cst.MatchTuple, cst.MatchMapping)


def expects_value(match: cst.Match, subject: cst.BaseExpression) -> bool:
    """Whether some case wants a certain value of the subject, or of that element of it, and none wants an awaitable."""
    wants = False
    for case in match.cases:
        todo = [case.pattern] if subject is match.subject else _in_place(case.pattern, match, subject)
        while todo:
            pattern = todo.pop()
            if isinstance(pattern, cst.MatchOr):
                todo += [each.pattern for each in pattern.patterns]
            elif isinstance(pattern, cst.MatchAs):
                todo += [pattern.pattern] if pattern.pattern is not None else []
            elif isinstance(pattern, cst.MatchClass):
                if last_name(pattern.cls) in _AWAITABLE:
                    return False
                wants = wants or last_name(pattern.cls) != "object"
            elif isinstance(pattern, cst.MatchSingleton):
                wants = wants or pattern.value.value != "None"
            else:
                wants = wants or isinstance(pattern, _OF_VALUES)
    return wants


def _in_place(pattern: cst.MatchPattern, match: cst.Match, subject: cst.BaseExpression) -> list[cst.MatchPattern]:
    """The part of a pattern that an element of the subject is matched with, if it has as many parts."""
    whole = match.subject
    if not isinstance(whole, (cst.Tuple, cst.List)) or not isinstance(pattern, (cst.MatchTuple, cst.MatchList)):
        return []
    if len(pattern.patterns) != len(whole.elements):
        return []
    pairs = zip(pattern.patterns, whole.elements, strict=True)
    return [one.value for one, each in pairs if each.value is subject and isinstance(one, cst.MatchSequenceElement)]
