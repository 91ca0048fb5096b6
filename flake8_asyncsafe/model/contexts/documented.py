"""What a docstring says of where its function runs: "This must be called from the event loop"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import libcst as cst

if TYPE_CHECKING:
    from flake8_asyncsafe.model.scopes import Function

#: one sentence that binds callers to the loop's thread, and does not keep them away from it
_LOOP_ONLY = re.compile(
    r"\b(?:must|should|shall|has to|have to|needs? to|may only|can only|only)\b(?![^.]*\b(?:not|never|outside)\b)"
    r"[^.]*\b(?:run|runs|call|called|used|invoked|executed|safe)\b[^.]*\b(?:in|on|from|within|inside|by)\b[^.]*"
    r"\b(?:(?:event|io|asyncio)[ -]?loop|the loop)\b",
)


def is_for_loop(function: Function) -> bool:
    """Whether a plain function is said to be one for the thread of the event loop only."""
    node = function.node
    text = node.get_docstring() if isinstance(node, cst.FunctionDef) and not function.is_async else None
    return text is not None and "loop" in text and _LOOP_ONLY.search(" ".join(text.lower().split())) is not None
