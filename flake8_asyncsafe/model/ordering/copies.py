"""Values that are only put back: ``old = self.x; ...; self.x = old``, perhaps with a default."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.unpacking import stored

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flake8_asyncsafe.model.ops import Op

#: of a value so many parts are looked at
_MOST_STEPS = 40
_LITERALS = (cst.Attribute, cst.Subscript, cst.SimpleString, cst.BaseNumber)


def is_copy(
    value: cst.BaseExpression, op: Op, opened: Callable[[cst.BaseExpression], Sequence[cst.BaseExpression] | None]
) -> bool:
    """Whether all that ``value`` may be at ``op`` was there before: attributes, elements, literals and parameters.

    Local names stand for what they are bound to, ``a or b`` and ``a if c else b`` for both.  ``opened`` says what any
    other expression copies (nothing that matters: an empty sequence); None means that it makes something new.
    """
    todo = [value]
    seen: set[str] = set()
    for _ in range(_MOST_STEPS):
        if not todo:
            return True
        node = todo.pop()
        if isinstance(node, cst.BooleanOperation):
            todo += [node.left, node.right]
        elif isinstance(node, cst.IfExp):
            todo += [node.body, node.orelse]
        elif isinstance(node, cst.Name):
            scope = op.block.scope.lookup(node.value)
            if node.value in seen or scope is None or scope.function is not op.function:
                continue
            seen.add(node.value)
            for write in scope.bindings[node.value]:
                if write.how == "param":
                    continue
                bound = stored(write) if write.how in {"assign", "ann", "walrus"} else None
                if bound is None:
                    return False
                todo.append(bound)
        elif not isinstance(node, _LITERALS):
            inner = opened(node)
            if inner is None:
                return False
            todo += inner
    return False
