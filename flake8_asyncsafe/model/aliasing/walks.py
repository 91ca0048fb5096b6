"""Loops over shared containers, and what changes these: the two sides of a concurrent modification."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.ops import Call

if TYPE_CHECKING:
    import libcst as cst

    from flake8_asyncsafe.model.ops import Iterate, Loop, Op
    from flake8_asyncsafe.model.scopes import Function

#: what tells shared containers apart
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Walk:
    """A ``for`` of ``function`` over the shared container ``key``; ``is_list``: what is added at its end is no harm."""

    op: Iterate
    loop: Loop
    key: Key
    expression: cst.BaseExpression
    is_list: bool

    @property
    def function(self) -> Function:
        """The function with the loop."""
        return self.op.function


@dataclass(frozen=True, slots=True)
class Change:
    """An operation that changes the size of a shared container; ``spares``: a loop over a list does not mind it."""

    op: Op
    spares: bool

    @property
    def adds(self) -> bool:
        """Whether it adds at the end."""
        return self.spares and isinstance(self.op, Call)
