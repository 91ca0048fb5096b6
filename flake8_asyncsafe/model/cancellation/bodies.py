"""Bodies that say nothing: of protocols, interfaces and stubs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

if TYPE_CHECKING:
    from flake8_asyncsafe.model.scopes import Function


def is_empty(function: Function) -> bool:
    """Whether a body is ``...``, ``pass`` or a docstring, or only says that it is not implemented."""
    node = function.node
    body = node.body.body if isinstance(node, cst.FunctionDef) else ()
    return all(
        _says_nothing(each)
        for line in body
        for each in (line.body if isinstance(line, cst.SimpleStatementLine) else (line,))
    )


def _says_nothing(node: cst.CSTNode) -> bool:
    if isinstance(node, cst.Raise):
        raised = node.exc.func if isinstance(node.exc, cst.Call) else node.exc
        return isinstance(raised, cst.Name) and raised.value == "NotImplementedError"
    plain = isinstance(node, cst.Expr) and isinstance(node.value, (cst.Ellipsis, cst.BaseString))
    return plain or isinstance(node, cst.Pass)


__all__ = ["is_empty"]
