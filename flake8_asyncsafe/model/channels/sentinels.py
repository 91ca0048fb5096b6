"""Last items that reach only one of several consumers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.channels.handlers import leaves
from flake8_asyncsafe.model.channels.identity import Channels
from flake8_asyncsafe.model.channels.parties import Parties
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Compound, Loop, Write, enclosing
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.channels.identity import Use
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block, Op
    from flake8_asyncsafe.model.scopes import Function

_DEEPEST = 3


class Sentinels:
    """The ends of queues in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)

    def too_few(self) -> Iterator[tuple[Use, str]]:
        """(put, last item) for the only one of a queue from which several consumers take until they get it."""
        parties = self._module.ask(Parties)
        for identity, uses in self._channels.by_identity.items():
            puts = [use for use in uses if use.method.startswith("put")]
            by_text: dict[str, list[tuple[Use, cst.BaseExpression, Op | Compound]]] = {}
            for use in puts:
                for last, place in self._lasts(use):
                    text = self._sentinel(last, use)
                    if text:
                        by_text.setdefault(text, []).append((use, last, place))
            for text, ends in by_text.items():
                put, last, place = ends[0]
                if len(ends) != 1 or _in_loop(place):
                    continue
                consumers = {use.function for use in uses if use.method == "get" and self._stops(use, text)}
                consumers |= {
                    use.function
                    for use in self._channels.iterated
                    if use.channel.identity == identity and self._text(use.call.node.args[1].value) == text
                }
                if not consumers or any(use.function in consumers for use in puts):
                    continue
                if parties.are_several(consumers) and not self._is_repeated(put.function, 0):
                    yield put, self._module.source(last)

    def _lasts(self, use: Use) -> Iterator[tuple[cst.BaseExpression, Op | Compound]]:
        """(what a put gives, where it is given once): of a loop over ``[*names, None]`` the elements at its end."""
        given = use.call.node.args[0].value if use.call.node.args else None
        if given is None:
            return
        loop = next((item for item, _ in enclosing(use.call.block) if isinstance(item, Loop)), None)
        if loop is not None and isinstance(loop.node, cst.For) and isinstance(given, cst.Name):
            target = loop.node.target
            if isinstance(target, cst.Name) and target.value == given.value:
                yield from ((last, loop) for last in _ending(loop.node.iter))
                return
        yield given, use.call

    def _sentinel(self, given: cst.BaseExpression, use: Use) -> str:
        """The last name of what a put gives, if it is a constant: ``None``, ``DONE``, ``Signal.STOP``, ``"stop"``."""
        if isinstance(given, (cst.SimpleString, cst.Ellipsis)):
            return self._module.source(given)
        root = given
        while isinstance(root, cst.Attribute):
            root = root.value
        if isinstance(given, cst.Attribute) and not given.attr.value.isupper():
            return ""
        if not isinstance(given, (cst.Name, cst.Attribute)) or not isinstance(root, cst.Name):
            return ""
        scope = use.call.block.scope.lookup(root.value)
        if root.value != "None" and isinstance(given, cst.Name) and (scope is None or scope.kind != "module"):
            return ""
        return _last(given)

    def _stops(self, use: Use, text: str) -> bool:
        """Whether a consumer leaves its loop because what it gets is the last item."""
        for loop, block in enclosing(use.call.block):
            if not isinstance(loop, Loop):
                continue
            if isinstance(loop.node, cst.While) and self._compares(loop.node.test, text):
                return True
            if block is loop.body and any(
                any(leaves(each, loop) for each in branch.blocks()) or _decides(branch, loop)
                for branch in _branches(loop.body)
                if any(self._compares(test, text) for test in branch.tests)
            ):
                return True
        return False

    def _text(self, last: cst.BaseExpression) -> str:
        return _last(last) or self._module.source(last)

    def _compares(self, test: cst.BaseExpression | None, text: str) -> bool:
        """Whether a test compares something with the last item."""
        for node in inner_nodes(test) if test is not None else ():
            if isinstance(node, cst.Comparison):
                for each in (node.left, *(target.comparator for target in node.comparisons)):
                    if self._text(each) == text:
                        return True
        return False

    def _is_repeated(self, function: Function, depth: int) -> bool:
        """Whether a helper that puts the last item is called in a loop, or from several places."""
        calls = [edge for _, edge in self._module.graph.callers(function) if edge.how == "call"]
        if len(calls) > 1 or any(_in_loop(edge.op) for edge in calls):
            return True
        return depth < _DEEPEST and any(self._is_repeated(edge.op.function, depth + 1) for edge in calls)


def _last(node: cst.BaseExpression) -> str:
    return dotted_text(node).rpartition(".")[2]


def _decides(branch: Branch, loop: Loop) -> bool:
    """Whether a branch sets what the loop's test reads: ``running = False``."""
    read = {dotted_text(op.node) for op in loop.head.ops() if isinstance(op.node, (cst.Name, cst.Attribute))} - {""}
    return any(
        isinstance(op, Write) and isinstance(op.node, (cst.Name, cst.Attribute)) and dotted_text(op.node) in read
        for block in branch.blocks()
        for op in block.ops()
    )


def _branches(block: Block) -> Iterator[Branch]:
    for item in block.items:
        if isinstance(item, Compound):
            if isinstance(item, Branch):
                yield item
            if not isinstance(item, Loop):
                for inner in item.blocks():
                    yield from _branches(inner)


def _in_loop(place: Op | Compound) -> bool:
    return any(isinstance(item, Loop) for item, _ in enclosing(place.block))


def _ending(items: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    """What stands behind the others in ``[*names, None]``, ``names + [None]`` or ``chain(names, [None])``."""
    if isinstance(items, cst.BinaryOperation) and isinstance(items.operator, cst.Add):
        items = items.right
    elif isinstance(items, cst.Call) and last_name(items.func) == "chain" and len(items.args) > 1:
        items = items.args[-1].value
    if isinstance(items, (cst.List, cst.Tuple)):
        yield from (each.value for each in items.elements if not isinstance(each, cst.StarredElement))
