"""What the captures of ``match`` bind: ``case Order() as order:``, ``case (one, two):``, ``case Order(path=p):``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.inference.annotations import annotated
from flake8_asyncsafe.model.ops import BEHIND_STAR, STARRED
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.values import NOTHING, Instance, Values, join

if TYPE_CHECKING:
    from flake8_asyncsafe.model.inference.evaluator import Evaluator
    from flake8_asyncsafe.model.ops import Write

#: builtin classes of which ``case str(text):`` binds the object (PEP 634)
_MATCHED_WHOLE = frozenset(
    f"builtins.{name}"
    for name in (
        "bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple",
    )
)  # fmt: skip
#: patterns nest no deeper than this in code that is looked into
_DEEPEST = 6


def matched(evaluator: Evaluator, write: Write) -> Values:
    """The values of a capture, as far as class patterns and the places of the subject say."""
    pattern = evaluator.lowering.parents.get(write.node)
    if isinstance(pattern, cst.MatchStar):
        return _matched(evaluator, pattern, write, 0)
    if not isinstance(pattern, cst.MatchAs):
        return NOTHING
    if isinstance(pattern.pattern, cst.MatchClass):
        return annotated(evaluator, pattern.pattern.cls, write)
    return _matched(evaluator, pattern, write, 0)


def _matched(evaluator: Evaluator, pattern: cst.CSTNode, write: Write, depth: int) -> Values:
    """What a pattern is matched against."""
    parents = evaluator.lowering.parents
    around = parents.get(pattern)
    if depth > _DEEPEST or around is None:
        return NOTHING
    if isinstance(around, cst.MatchCase):
        statement = parents.get(around)
        return evaluator.values(statement.subject, write) if isinstance(statement, cst.Match) else NOTHING
    if isinstance(around, (cst.MatchAs, cst.MatchOr)):
        return _matched(evaluator, around, write, depth + 1)
    if isinstance(around, cst.MatchOrElement):
        return _matched(evaluator, around, write, depth)
    if isinstance(around, cst.MatchKeywordElement):
        whole = parents.get(around)
        return _of_class(evaluator, whole, around.key.value, write) if isinstance(whole, cst.MatchClass) else NOTHING
    element = pattern if isinstance(pattern, cst.MatchStar) else around
    whole = parents.get(element)
    if isinstance(whole, cst.MatchClass) and isinstance(element, cst.MatchSequenceElement):
        return _at_place(evaluator, whole, element, write)
    if isinstance(whole, cst.MatchSequence):
        place = _place(whole, element)
        return evaluator.members.unpack(_matched(evaluator, whole, write, depth + 1), (place,))
    return NOTHING


def _place(sequence: cst.MatchSequence, element: cst.CSTNode) -> int:
    """The index of an element of a sequence pattern, or where it stands to the star."""
    starred = False
    for place, each in enumerate(sequence.patterns):
        if each is element:
            return STARRED if isinstance(each, cst.MatchStar) else BEHIND_STAR if starred else place
        starred = starred or isinstance(each, cst.MatchStar)
    return BEHIND_STAR


def _at_place(evaluator: Evaluator, whole: cst.MatchClass, element: cst.MatchSequenceElement, write: Write) -> Values:
    """``case str(text):`` binds the object itself, ``case Order(path):`` the first field of the class."""
    found = annotated(evaluator, whole.cls, write)
    if len(whole.patterns) == 1 and all(isinstance(each, Instance) and each.type in _MATCHED_WHOLE for each in found):
        return found
    place = list(whole.patterns).index(element)
    groups: list[Values] = []
    for value in found:
        cls = value.type if isinstance(value, Instance) and isinstance(value.type, Class) else None
        fields = evaluator.records.fields(cls) if cls is not None and "__match_args__" not in cls.scope.bindings else ()
        groups.append(evaluator.members.attribute(value, fields[place]) if place < len(fields) else NOTHING)
    return join(*groups) or NOTHING


def _of_class(evaluator: Evaluator, whole: cst.MatchClass, name: str, write: Write) -> Values:
    """``case Order(path=path):`` binds the attribute."""
    found = annotated(evaluator, whole.cls, write)
    return join(*(evaluator.members.attribute(value, name) for value in found)) or NOTHING
