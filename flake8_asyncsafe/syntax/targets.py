"""Assignments to several targets at once."""

from __future__ import annotations

import libcst as cst


def one_by_one(target: cst.BaseExpression, value: cst.BaseExpression | None) -> list[cst.BaseExpression] | None:
    """What each of several targets gets, where that is written out (``a, b = x, y``); None where it is not."""
    if not isinstance(target, (cst.Tuple, cst.List)) or not isinstance(value, (cst.Tuple, cst.List)):
        return None
    if len(value.elements) != len(target.elements):
        return None
    if any(isinstance(each, cst.StarredElement) for each in (*value.elements, *target.elements)):
        return None
    return [each.value for each in value.elements]
