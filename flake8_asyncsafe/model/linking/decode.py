"""Calls that a summary keeps as text."""

from __future__ import annotations

from functools import lru_cache

import libcst as cst

#: a call whose arguments are not known
SOME_CALL = cst.Call(cst.Name("_"), [cst.Arg(cst.Name("_"), star="*")])


@lru_cache(maxsize=1024)
def call_of(text: str) -> cst.Call:
    """The call that made an object, from the text that the summary keeps of it."""
    if not text:
        return cst.Call(cst.Name("_"))
    try:
        node = cst.parse_expression(text)
    except cst.ParserSyntaxError:
        return SOME_CALL
    return node if isinstance(node, cst.Call) else SOME_CALL
