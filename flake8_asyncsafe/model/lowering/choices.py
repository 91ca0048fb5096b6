"""Lowering of choices between statements: if and match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import libcst as cst

from flake8_asyncsafe.model.lowering.constants import outcome
from flake8_asyncsafe.model.lowering.core import Lowering, handles
from flake8_asyncsafe.model.ops import Block, Branch
from flake8_asyncsafe.syntax.walk import parts

if TYPE_CHECKING:
    from collections.abc import Sequence


@handles(cst.If)
def _if(lo: Lowering, node: cst.If) -> None:
    arms: list[tuple[cst.BaseExpression, cst.BaseSuite]] = []
    orelse: cst.BaseSuite | cst.Else | None = None
    evaluated: list[cst.BaseExpression] = []
    current: cst.If | cst.Else | None = node
    while isinstance(current, cst.If):
        lo.parents[current.test] = current
        lo.parents[current.body] = current
        if current.orelse is not None:
            lo.parents[current.orelse] = current
        known = outcome(lo, current.test)
        if known is None and not arms:
            known = outcome(lo, current.test, late=True)
            if known is not None:
                evaluated.append(current.test)
        if known:
            orelse = current.body
            break
        if known is None:
            arms.append((current.test, current.body))
        current = current.orelse
    else:
        orelse = current
    if evaluated:
        lo.stack.append((_choose, lo, node, "if", arms, orelse))
        lo.stack.extend(reversed(evaluated))
    else:
        _choose(lo, node, "if", arms, orelse)


def _choose(
    lo: Lowering,
    node: cst.CSTNode,
    kind: str,
    arms: Sequence[tuple[cst.BaseExpression, cst.CSTNode]],
    orelse: cst.CSTNode | None,
) -> None:
    """Lower a choice between arms that may run; without any there is no choice, and the rest stands in line."""
    if not arms:
        if orelse is not None:
            lo.stack.append(orelse)
        return
    outer = lo.block
    branch = Branch(node, outer, kind)
    steps: list[Any] = []
    for test, body in arms:
        blocks = Block(outer.function, outer.scope, branch), Block(outer.function, outer.scope, branch)
        branch.arms.append(blocks)
        branch.tests.append(test)
        steps += [(lo.enter, blocks[0]), test, (lo.enter, blocks[1]), body]
    if orelse is not None:
        branch.orelse = Block(outer.function, outer.scope, branch)
        steps += [(lo.enter, branch.orelse), orelse]
    steps.append((lo.enter, outer))
    lo.stack.extend(reversed(steps))


@handles(cst.Match)
def _match(lo: Lowering, node: cst.Match) -> None:
    lo.stack.append((_match_cases, lo, node))
    lo.visit(node, node.subject)


def _match_cases(lo: Lowering, node: cst.Match) -> None:
    outer = lo.block
    branch = Branch(node, outer, "match")
    steps: list[Any] = []
    for case in node.cases:
        lo.parents[case] = node
        lo.parents[case.body] = case
        test = Block(outer.function, outer.scope, branch)
        body = Block(outer.function, outer.scope, branch)
        branch.arms.append((test, body))
        branch.tests.append(None)
        steps += [(lo.enter, test), (_captures, lo, case)]
        if case.guard is not None:
            lo.parents[case.guard] = case
            steps.append(case.guard)
        steps += [(lo.enter, body), case.body]
    steps.append((lo.enter, outer))
    lo.stack.extend(reversed(steps))


def _captures(lo: Lowering, case: cst.MatchCase) -> None:
    todo: list[cst.CSTNode] = [case.pattern]
    read: list[cst.BaseExpression] = []
    lo.parents[case.pattern] = case
    while todo:
        node = todo.pop()
        names: tuple[cst.CSTNode | None, ...] = ()
        if isinstance(node, (cst.MatchAs, cst.MatchStar)):
            names = (node.name,)
        elif isinstance(node, cst.MatchMapping):
            names = (node.rest,)
        elif isinstance(node, cst.MatchMappingElement):
            read.append(node.key)
        elif isinstance(node, cst.MatchClass):
            read.append(node.cls)
        elif isinstance(node, cst.MatchValue):
            read.append(node.value)
        for child in reversed(parts(node)):
            lo.parents[child] = node
            if not isinstance(child, cst.BaseExpression):
                todo.append(child)
        for name in names:
            if isinstance(name, cst.Name):
                lo.bind(name.value, name, "match")
    lo.stack.extend(reversed(read))
