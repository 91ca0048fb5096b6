"""Values that are only put back: ``old = self.x; ...; self.x = old``, perhaps with a default."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flake8_asyncsafe.model.ops import Op, Write

#: of a value so many parts are looked at
_MOST_STEPS = 40
_LITERALS = (cst.Attribute, cst.Subscript, cst.SimpleString, cst.BaseNumber)


def is_copy(
    value: cst.BaseExpression, op: Op, opened: Callable[[cst.BaseExpression], Sequence[cst.BaseExpression] | None]
) -> bool:
    """Whether all that ``value`` may be at ``op`` was there before: attributes, elements, literals and parameters.

    Local names stand for what they are bound to, ``a or b`` and ``a if c else b`` for both, and a loop's variable for
    an element of what is looped over, which was there if that was.  ``opened`` says what any
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
                bound = _bound(write)
                if bound is None:
                    return False
                todo.append(bound)
        elif isinstance(node, (cst.ListComp, cst.SetComp, cst.GeneratorExp)) and _is_selection(node):
            todo.append(node.for_in.iter)
        elif not isinstance(node, _LITERALS):
            inner = opened(node)
            if inner is None:
                return False
            todo += inner
    return False


def _bound(write: Write) -> cst.BaseExpression | None:
    """What a name is a copy of by one of its bindings."""
    if write.how == "for":
        return write.value
    return write.value if write.how in {"assign", "ann", "walrus"} and not write.path else None


def _is_selection(node: cst.ListComp | cst.SetComp | cst.GeneratorExp) -> bool:
    """``[each for each in table if ...]``: some of the elements, as they are."""
    target = node.for_in.target
    return (
        isinstance(node.elt, cst.Name)
        and isinstance(target, cst.Name)
        and node.elt.value == target.value
        and node.for_in.inner_for_in is None
    )
