"""Small questions about expressions and places that the analyses of tasks share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.ops import Jump, Loop, Op, Raise, Return, enclosing

if TYPE_CHECKING:
    from flake8_asyncsafe.model.ops import Block


def is_none(node: cst.BaseExpression) -> bool:
    """Whether an expression is written ``None``."""
    return isinstance(node, cst.Name) and node.value == "None"


def is_inside(op: Op, loop: Loop) -> bool:
    """Whether an operation runs in the turns of a loop (its ``else`` comes after them)."""
    return any(compound is loop and block is not loop.orelse for compound, block in enclosing(op.block))


def only_tells(name: str) -> bool:
    """Whether an API, by canonical name, only writes a message somewhere."""
    return name.startswith("logging.") or name in {"builtins.print", "warnings.warn"}


def leaves(op: Op, loop: Loop) -> bool:
    """Whether the loop is certainly left after ``op``: by a return, raise or break that follows in its block."""
    block: Block = op.block
    at = op.at
    while True:
        for item in block.items[at + 1 :] if at >= 0 else block.items:
            if isinstance(item, (Return, Raise)) or (isinstance(item, Jump) and isinstance(item.node, cst.Break)):
                return True
            if isinstance(item, Jump):
                return False
        owner = block.owner
        if owner is None or owner is loop or isinstance(owner, Loop):
            return False
        block, at = owner.block, owner.at
