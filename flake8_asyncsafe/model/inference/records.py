"""Classes whose objects are tuples or dicts with named places: ``NamedTuple``, ``TypedDict``, ``match_args``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.values import NOTHING, Instance, Value, Values, join

if TYPE_CHECKING:
    from flake8_asyncsafe.model.inference.evaluator import Evaluator

_TUPLES = frozenset({"typing.NamedTuple", "typing_extensions.NamedTuple"})
_DICTS = frozenset({"typing.TypedDict", "typing_extensions.TypedDict"})


class Records:
    """Answers for the classes of one module."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator

    def place(self, value: Value, place: int) -> Values | None:
        """What stands at an index of a named tuple, or is unpacked there; None if ``value`` is none."""
        fields = self._places(value)
        if fields is None:
            return None
        names = list(fields)
        return self._field(value, names[place]) if -len(names) <= place < len(names) else NOTHING

    def each(self, value: Value) -> Values | None:
        """What iterating over a named tuple yields; None if ``value`` is none."""
        fields = self._places(value)
        return None if fields is None else join(*(self._field(value, name) for name in fields)) or NOTHING

    def entry(self, value: Value, key: cst.BaseExpression) -> Values | None:
        """What a typed dict has at a literal key; None if ``value`` is none."""
        if not isinstance(value, Instance) or not isinstance(value.type, Class):
            return None
        if not _DICTS.intersection(self._evaluator.classes.external_bases(value.type)):
            return None
        name = key.evaluated_value if isinstance(key, cst.SimpleString) else None
        return self._field(value, name) if isinstance(name, str) else NOTHING

    def fields(self, cls: Class) -> tuple[str, ...]:
        """The annotated names of a class body and those of its bases, in the order in which they are places."""
        found: dict[str, None] = {}
        for each in reversed(self._evaluator.classes.mro(cls)):
            named = [(writes[0], name) for name, writes in each.scope.bindings.items() if writes]
            places = sorted((write.index, name) for write, name in named if write.how == "ann")
            found.update(dict.fromkeys(name for _, name in places))
        return tuple(found)

    def _places(self, value: Value) -> tuple[str, ...] | None:
        if not isinstance(value, Instance) or not isinstance(value.type, Class):
            return None
        if not _TUPLES.intersection(self._evaluator.classes.external_bases(value.type)):
            return None
        return self.fields(value.type)

    def _field(self, value: Value, name: str) -> Values:
        return self._evaluator.members.attribute(value, name)


__all__ = ["Records"]
