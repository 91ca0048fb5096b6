"""A finding: what a rule says about one node of the linted file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import libcst as cst


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an interleaving: what ``side`` (0: left, 1: right) does, and at which place of the file."""

    side: int
    does: str
    node: cst.CSTNode | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a finding is one: two sides that run at the same time, and an order of their steps that goes wrong.

    ``sides`` say who the two are, ``origins`` how each gets to run (chains of calls), ``facts`` what else is known,
    such as the places that are guarded, and ``outcome`` what has gone wrong after the last step.
    """

    sides: tuple[str, str]
    steps: tuple[Step, ...]
    outcome: str
    origins: tuple[str, str] = ("", "")
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One report of one rule, before its position is known.

    ``node`` is the offending expression (or statement): its first line is where the report stands, and a later
    mechanical fix starts from it.  ``message`` is one line, without the code.  ``code`` is the rule's.
    ``evidence`` makes the whole argument, for those who ask for it.
    """

    code: str
    node: cst.CSTNode
    message: str
    evidence: Callable[[], Evidence] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, order=True)
class Report:
    """A finding with its place: 1-based ``line``, 0-based ``column`` (flake8's conventions), code and message."""

    line: int
    column: int
    code: str
    message: str
