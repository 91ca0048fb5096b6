"""Families of methods that are looked up by a name that is put together: ``getattr(self, f"handle_{kind}")``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.inference.classes import Classes
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Class

#: fewer letters than these would be anything's name
_SHORTEST = 3


def affixes(node: cst.BaseExpression) -> tuple[str, str] | None:
    """(beginning, end) of the names that an expression may give: ``f"handle_{kind}"``, ``"handle_" + kind``."""
    if isinstance(node, cst.FormattedString):
        parts = node.parts
        before = parts[0].value if parts and isinstance(parts[0], cst.FormattedStringText) else ""
        after = parts[-1].value if len(parts) > 1 and isinstance(parts[-1], cst.FormattedStringText) else ""
        return (before, after) if len(before) + len(after) >= _SHORTEST else None
    if isinstance(node, cst.BinaryOperation) and isinstance(node.left, cst.SimpleString):
        text = node.left.evaluated_value
        if not isinstance(text, str):
            return None
        if isinstance(node.operator, cst.Modulo):
            before, _, after = text.partition("%s")
            return (before, after) if len(before) + len(after) >= _SHORTEST else None
        if isinstance(node.operator, cst.Add):
            return (text, "") if len(text) >= _SHORTEST else None
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.func.attr.value == "format":
        form = node.func.value.evaluated_value if isinstance(node.func.value, cst.SimpleString) else None
        if isinstance(form, str) and form.count("{") == 1:
            before, after = form.partition("{")[0], form.partition("}")[2]
            return (before, after) if len(before) + len(after) >= _SHORTEST else None
    return None


def affixes_of(node: cst.BaseExpression, op: Op) -> tuple[str, str] | None:
    """The same, also of a name: ``name = f"handle_{kind}"; getattr(self, name)``."""
    found = affixes(node)
    if found is not None or not isinstance(node, cst.Name):
        return found
    scope = op.block.scope.lookup(node.value)
    writes = scope.bindings.get(node.value, []) if scope is not None else []
    if len(writes) != 1 or writes[0].value is None or writes[0].function is not op.function:
        return None
    return affixes(writes[0].value)


def members(classes: Classes, cls: Class, name: tuple[str, str]) -> Iterator[str]:
    """The names of the methods of a class that begin and end so."""
    before, after = name
    for each in dict.fromkeys(name for owner in classes.mro(cls) for name in owner.scope.bindings):
        fits = each.startswith(before) and each.endswith(after) and len(each) > len(before) + len(after)
        if fits and classes.method(cls, each) is not None:
            yield each
