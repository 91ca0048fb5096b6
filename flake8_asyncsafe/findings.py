"""A finding: what a rule says about one node of the linted file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import libcst as cst


@dataclass(frozen=True, slots=True)
class Finding:
    """One report of one rule, before its position is known.

    ``node`` is the offending expression (or statement): its first line is where the report stands, and a later
    mechanical fix starts from it.  ``message`` is one line, without the code.  ``code`` is the rule's.
    """

    code: str
    node: cst.CSTNode
    message: str


@dataclass(frozen=True, slots=True, order=True)
class Report:
    """A finding with its place: 1-based ``line``, 0-based ``column`` (flake8's conventions), code and message."""

    line: int
    column: int
    code: str
    message: str
