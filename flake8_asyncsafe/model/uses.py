"""How the value of an expression is used: awaited, dropped, bound, passed on, tested..."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import libcst as cst

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal[
    "awaited",  # await e
    "dropped",  # an expression statement: nobody gets the value
    "bound",  # assigned; `targets` tell to what
    "returned",
    "yielded",
    "argument",  # of the call `node`
    "called",  # e(...)
    "attribute",  # e.name
    "subscripted",  # e[i]
    "index",  # x[e]
    "element",  # of a list, tuple, set or dict display, or of a comprehension
    "unpacked",  # *e or **e
    "tested",  # truth value: if, while, assert, not, comprehension condition
    "compared",
    "identity",  # is, is not
    "operand",  # arithmetic
    "formatted",  # in an f-string
    "iterated",  # for x in e
    "context",  # with e
    "decorator",
    "default",  # of a parameter
    "raised",
    "other",
]


@dataclass(frozen=True, slots=True)
class Use:
    """What happens to a value; ``node`` is the node that uses it, ``through`` the outermost expression passing it on.

    ``targets`` is what it is bound to, by a statement or on the way by walruses.
    """

    kind: Kind
    node: cst.CSTNode | None
    through: cst.BaseExpression
    targets: tuple[cst.BaseExpression, ...] = ()
    is_async: bool = False


def use_of(node: cst.BaseExpression, parents: Mapping[cst.CSTNode, cst.CSTNode]) -> Use:
    """Tell how the value of ``node`` is used; ternaries, and/or, walruses and the like pass it on."""
    bound: tuple[cst.BaseExpression, ...] = ()
    while True:
        parent = parents.get(node)
        if isinstance(parent, cst.IfExp) and node is not parent.test:
            node = parent
        elif isinstance(parent, cst.BooleanOperation) and node is parent.right:
            node = parent
        elif isinstance(parent, cst.NamedExpr) and node is parent.value:
            bound = (*bound, parent.target)
            node = parent
        else:
            break
    use = _direct(node, parent, parents)
    if not bound:
        return use
    kind = "bound" if use.kind == "dropped" else use.kind
    return replace(use, kind=kind, targets=(*bound, *use.targets))


def _direct(node: cst.BaseExpression, parent: cst.CSTNode | None, parents: Mapping[cst.CSTNode, cst.CSTNode]) -> Use:
    kind: Kind = "other"
    if isinstance(parent, cst.Await):
        kind = "awaited"
    elif isinstance(parent, cst.Expr):
        kind = "dropped"
    elif isinstance(parent, cst.Assign):
        return Use("bound", parent, node, tuple(target.target for target in parent.targets))
    elif isinstance(parent, cst.AnnAssign):
        return Use("bound", parent, node, (parent.target,))
    elif isinstance(parent, cst.Return):
        kind = "returned"
    elif isinstance(parent, cst.Lambda):
        kind = "returned"
    elif isinstance(parent, (cst.Yield, cst.From)):
        kind = "yielded"
    elif isinstance(parent, cst.Arg):
        above = parents.get(parent)
        if isinstance(above, cst.Call):
            return Use("unpacked" if parent.star else "argument", above, node)
    elif isinstance(parent, cst.Call):
        kind = "called"
    elif isinstance(parent, cst.Attribute):
        kind = "attribute"
    elif isinstance(parent, cst.Subscript):
        kind = "subscripted"
    elif isinstance(parent, (cst.Index, cst.Slice)):
        kind = "index"
    elif isinstance(parent, (cst.StarredElement, cst.StarredDictElement)):
        kind = "unpacked"
    elif isinstance(parent, (cst.Element, cst.DictElement)):
        kind = "element"
    elif isinstance(parent, (cst.ListComp, cst.SetComp, cst.GeneratorExp, cst.DictComp)):
        kind = "element"
    elif isinstance(
        parent, (cst.If, cst.While, cst.Assert, cst.IfExp, cst.BooleanOperation, cst.CompIf, cst.MatchCase)
    ):
        kind = "tested"
    elif isinstance(parent, cst.CompFor):
        if node is parent.iter:
            return Use("iterated", parent, node, is_async=parent.asynchronous is not None)
        kind = "tested"
    elif isinstance(parent, cst.UnaryOperation):
        kind = "tested" if isinstance(parent.operator, cst.Not) else "operand"
    elif isinstance(parent, cst.ComparisonTarget):
        kind = "identity" if isinstance(parent.operator, (cst.Is, cst.IsNot)) else "compared"
    elif isinstance(parent, cst.Comparison):
        first = parent.comparisons[0].operator
        kind = "identity" if isinstance(first, (cst.Is, cst.IsNot)) else "compared"
    elif isinstance(parent, (cst.BinaryOperation, cst.AugAssign)):
        kind = "operand"
    elif isinstance(parent, (cst.FormattedStringExpression,)):
        kind = "formatted"
    elif isinstance(parent, cst.For):
        return Use("iterated", parent, node, is_async=parent.asynchronous is not None)
    elif isinstance(parent, cst.WithItem):
        above = parents.get(parent)
        return Use("context", parent, node, is_async=isinstance(above, cst.With) and above.asynchronous is not None)
    elif isinstance(parent, cst.Decorator):
        kind = "decorator"
    elif isinstance(parent, cst.Param):
        kind = "default"
    elif isinstance(parent, cst.Raise):
        kind = "raised"
    return Use(kind, parent, node)
