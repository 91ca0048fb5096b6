"""Which expression each of several targets gets, as far as the text says it: ``a, b = 1, 2``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

if TYPE_CHECKING:
    from flake8_asyncsafe.model.ops import Write


def stored(write: Write) -> cst.BaseExpression | None:
    """The expression that a target is bound to; None where that is part of a value which is not written out."""
    value = write.value
    for place in write.path:
        if not isinstance(value, (cst.Tuple, cst.List)) or not 0 <= place < len(value.elements):
            return None
        if any(isinstance(element, cst.StarredElement) for element in value.elements[: place + 1]):
            return None
        value = value.elements[place].value
    return value
