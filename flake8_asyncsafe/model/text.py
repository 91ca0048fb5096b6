"""Texts of nodes for messages, and noqa comments."""

from __future__ import annotations

import re

import libcst as cst

from flake8_asyncsafe.model.lowering.statements import dotted_text

_LONGEST = 60
_EMPTY = cst.Module([])
_NOQA = re.compile(r"#\s*noqa(?::\s*(?P<codes>[A-Z][0-9A-Z]*(?:[,\s]+[A-Z][0-9A-Z]*)*))?", re.IGNORECASE)


def source_of(node: cst.CSTNode) -> str:
    """The text of a node on one line, at most 60 characters long.

    libcst renders recursively, so nodes that nest too deep for it are shown as an ellipsis.
    """
    if isinstance(node, cst.BaseExpression):
        text = dotted_text(node)
        if text:
            return text
    if isinstance(node, cst.Call):
        func = dotted_text(node.func)
        if func and not node.args:
            return f"{func}()"
    try:
        text = " ".join(_EMPTY.code_for_node(node).split())
    except RecursionError:
        return "..."
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."


def code_of(node: cst.CSTNode) -> str:
    """The whole text of an expression on one line: two of the same text are the same question."""
    if isinstance(node, cst.BaseExpression):
        text = dotted_text(node)
        if text:
            return text
    try:
        return " ".join(_EMPTY.code_for_node(node).split())
    except RecursionError:
        return f"<{id(node)}>"


def silences_blocking(line: str) -> bool:
    """Whether a line's noqa comment covers the ASF1 family (or everything)."""
    match = _NOQA.search(line)
    if match is None:
        return False
    codes = match["codes"]
    return codes is None or any(
        "ASF1".startswith(code) or code.startswith("ASF1") for code in re.split(r"[,\s]+", codes.upper())
    )
