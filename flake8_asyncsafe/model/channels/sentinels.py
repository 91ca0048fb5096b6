"""Last items that reach only one of several consumers."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

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
            by_text: dict[str, list[Use]] = {}
            for use in puts:
                text = self._sentinel(use)
                if text:
                    by_text.setdefault(text, []).append(use)
            for text, ends in by_text.items():
                if len(ends) != 1 or _in_loop(ends[0].call):
                    continue
                consumers = {use.function for use in uses if use.method == "get" and self._stops(use, text)}
                consumers |= {function for function, at, last in self._iterated if at == identity and last == text}
                if not consumers or any(use.function in consumers for use in puts):
                    continue
                if parties.are_several(consumers) and not self._is_repeated(ends[0].function, 0):
                    yield ends[0], self._module.source(ends[0].call.node.args[0].value)

    def _sentinel(self, use: Use) -> str:
        """The last name of what a put gives, if it is a constant: ``None``, ``DONE``, ``Signal.STOP``, ``"stop"``."""
        given = use.call.node.args[0].value if use.call.node.args else None
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

    @cached_property
    def _iterated(self) -> list[tuple[Function, tuple[object, ...], str]]:
        """(function, queue, last item) of ``for item in iter(jobs.get, DONE)``."""
        found = []
        for call in self._module.calls():
            func, args = call.node.func, call.node.args
            if not isinstance(func, cst.Name) or func.value != "iter" or len(args) != 2:
                continue
            get, last = args[0].value, args[1].value
            if isinstance(get, cst.Attribute) and get.attr.value == "get":
                channel = self._channels.of(get.value, call, "queue")
                if channel is not None:
                    found.append((call.function, channel.identity, _last(last) or self._module.source(last)))
        return found

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

    def _compares(self, test: cst.BaseExpression | None, text: str) -> bool:
        """Whether a test compares something with the last item."""
        for node in inner_nodes(test) if test is not None else ():
            if isinstance(node, cst.Comparison):
                for each in (node.left, *(target.comparator for target in node.comparisons)):
                    if (_last(each) or self._module.source(each)) == text:
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


def _in_loop(op: Op) -> bool:
    return any(isinstance(item, Loop) for item, _ in enclosing(op.block))
