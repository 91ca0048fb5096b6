"""Small questions about expressions and places that the analyses of tasks share."""

from __future__ import annotations

import libcst as cst

from flake8_asyncsafe.model.ops import Loop, Op, enclosing


def is_none(node: cst.BaseExpression) -> bool:
    """Whether an expression is written ``None``."""
    return isinstance(node, cst.Name) and node.value == "None"


def is_inside(op: Op, loop: Loop) -> bool:
    """Whether an operation runs in the turns of a loop (its ``else`` comes after them)."""
    return any(compound is loop and block is not loop.orelse for compound, block in enclosing(op.block))


def only_tells(name: str) -> bool:
    """Whether an API, by canonical name, only writes a message somewhere."""
    return name.startswith("logging.") or name in {"builtins.print", "warnings.warn"}
