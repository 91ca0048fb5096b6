"""How the value of an expression is used: awaited, dropped, bound, passed on, tested..."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import libcst as cst

from flake8_asyncsafe.syntax.targets import one_by_one

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
    "matched",  # the subject of a match statement, or an element of it
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

    @property
    def waits(self) -> bool:
        """Whether the value is awaited, or the object of an ``async with`` or ``async for``."""
        return self.is_async or self.kind == "awaited"


#: expressions that may have the value of one inside
_PASSING = frozenset({cst.IfExp, cst.BooleanOperation, cst.NamedExpr})


def use_of(node: cst.BaseExpression, parents: Mapping[cst.CSTNode, cst.CSTNode]) -> Use:
    """Tell how the value of ``node`` is used; ternaries, and/or, walruses and the like pass it on."""
    bound: tuple[cst.BaseExpression, ...] = ()
    while True:
        parent = parents.get(node)
        if type(parent) not in _PASSING:
            break
        if (isinstance(parent, cst.IfExp) and node is not parent.test) or (
            isinstance(parent, cst.BooleanOperation) and node is parent.right
        ):
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


#: what a parent node makes of the expressions in it, where that does not depend on anything else
_BY_PARENT: dict[type[cst.CSTNode], Kind] = {
    cst.Await: "awaited",
    cst.Expr: "dropped",
    cst.Return: "returned",
    cst.Lambda: "returned",
    cst.Yield: "yielded",
    cst.From: "yielded",
    cst.Call: "called",
    cst.Attribute: "attribute",
    cst.Subscript: "subscripted",
    cst.Index: "index",
    cst.Slice: "index",
    cst.StarredElement: "unpacked",
    cst.StarredDictElement: "unpacked",
    cst.Element: "element",
    cst.DictElement: "element",
    cst.ListComp: "element",
    cst.SetComp: "element",
    cst.GeneratorExp: "element",
    cst.DictComp: "element",
    cst.If: "tested",
    cst.While: "tested",
    cst.Assert: "tested",
    cst.IfExp: "tested",
    cst.BooleanOperation: "tested",
    cst.CompIf: "tested",
    cst.MatchCase: "tested",
    cst.Match: "matched",
    cst.BinaryOperation: "operand",
    cst.AugAssign: "operand",
    cst.FormattedStringExpression: "formatted",
    cst.Decorator: "decorator",
    cst.Param: "default",
    cst.Raise: "raised",
}


def _direct(node: cst.BaseExpression, parent: cst.CSTNode | None, parents: Mapping[cst.CSTNode, cst.CSTNode]) -> Use:
    # by the exact type first: libcst's nodes have an abstract base, which makes each `isinstance` that fails dear
    known = _BY_PARENT.get(type(parent)) if parent is not None else "other"
    if known is not None:
        placed = _placed(node, parent, parents) if type(parent) is cst.Element else None
        return placed or Use(known, parent, node)
    if type(parent) is cst.Arg:
        above = parents.get(parent)
        if isinstance(above, cst.Call):
            return Use("unpacked" if parent.star else "argument", above, node)
    if type(parent) is cst.Assign:
        return Use("bound", parent, node, tuple(target.target for target in parent.targets))
    if type(parent) is cst.AnnAssign:
        return Use("bound", parent, node, (parent.target,))
    if isinstance(parent, cst.For) or (isinstance(parent, cst.CompFor) and node is parent.iter):
        return Use("iterated", parent, node, is_async=parent.asynchronous is not None)
    if isinstance(parent, cst.WithItem):
        above = parents.get(parent)
        return Use("context", parent, node, is_async=isinstance(above, cst.With) and above.asynchronous is not None)
    return Use((_by_operator(parent) if parent is not None else None) or "other", parent, node)


def _placed(node: cst.BaseExpression, parent: cst.Element, parents: Mapping[cst.CSTNode, cst.CSTNode]) -> Use | None:
    """What becomes of an element of a tuple that is taken apart where it stands.

    ``a, b = f(), g()``, ``match f(), g():``: nobody gets the tuple itself.
    """
    display = parents.get(parent)
    around = parents.get(display) if isinstance(display, (cst.Tuple, cst.List)) else None
    if type(around) is cst.Match:
        return Use("matched", around, node)
    if type(around) is not cst.Assign or not isinstance(display, (cst.Tuple, cst.List)):
        return None
    targets: list[cst.BaseExpression] = []
    for each in around.targets:
        if not isinstance(each.target, (cst.Tuple, cst.List)) or one_by_one(each.target, display) is None:
            return None
        at = next(place for place, one in enumerate(display.elements) if one is parent)
        targets.append(each.target.elements[at].value)
    return Use("bound", around, node, tuple(targets))


def _by_operator(parent: cst.CSTNode) -> Kind | None:
    if isinstance(parent, cst.UnaryOperation):
        return "tested" if isinstance(parent.operator, cst.Not) else "operand"
    if isinstance(parent, cst.ComparisonTarget):
        return "identity" if isinstance(parent.operator, (cst.Is, cst.IsNot)) else "compared"
    if isinstance(parent, cst.Comparison):
        first = parent.comparisons[0].operator
        return "identity" if isinstance(first, (cst.Is, cst.IsNot)) else "compared"
    return None
