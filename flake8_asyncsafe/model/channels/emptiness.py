"""Queues that are asked first and used later: ``if not queue.empty(): queue.get()`` with others at the same queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.conditions import required
from flake8_asyncsafe.model.channels.objects import ASYNC_QUEUES, QUEUES, Channels, Key, Use
from flake8_asyncsafe.model.contexts import Contexts
from flake8_asyncsafe.model.ops import Loop, Suspend, Try, enclosing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module

_GETS, _PUTS = frozenset({"get", "get_nowait"}), frozenset({"put", "put_nowait"})
#: (what the question is about, whether its truth allows the operation): `empty` has to be false for a get
_QUESTIONS = {
    "get": frozenset({"empty", "qsize"}),
    "get_nowait": frozenset({"empty", "qsize"}),
    "put": frozenset({"full", "qsize"}),
    "put_nowait": frozenset({"full", "qsize"}),
}
_REFUSALS = frozenset({"Empty", "Full", "QueueEmpty", "QueueFull", "ShutDown", "QueueShutDown", "Exception"})


class Emptiness:
    """The operations of one module that rest on what a queue answered before."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)

    def stale(self) -> Iterator[tuple[Use, Use]]:
        """(operation, question) for each get or put that others may have made impossible since the question."""
        asked = [use for use in self._channels.uses if use.method in {"empty", "full", "qsize"} and use.kind in QUEUES]
        keys = {use.key for use in asked}
        for use in self._channels.uses:
            if use.key not in keys or use.method not in _QUESTIONS or self._is_prepared(use):
                continue
            for question in asked:
                if (
                    question.key == use.key
                    and question.function is use.function
                    and question.method in _QUESTIONS[use.method]
                    and self._rests_on(use, question)
                    and self._may_change(use, question)
                ):
                    yield use, question
                    break

    def _rests_on(self, use: Use, question: Use) -> bool:
        """Whether control gets to the operation because of what was answered."""
        tests = [test for _, test, _ in required(use.call)]
        for compound, inner in enclosing(use.call.block):
            if isinstance(compound, Loop) and isinstance(compound.node, cst.While) and inner is compound.body:
                tests.append(compound.node.test)
        node: cst.CSTNode | None = question.call.node
        above: list[cst.CSTNode] = []
        while node is not None and not isinstance(node, cst.BaseStatement):
            above.append(node)
            node = self._module.parents.get(node)
        return any(any(test is each for each in above) for test in tests)

    def _may_change(self, use: Use, question: Use) -> bool:
        """Whether somebody else may take (or put) between the question and the operation."""
        rivals = _GETS if use.method in _GETS else _PUTS
        if use.kind in ASYNC_QUEUES and not self._pauses_between(use, question):
            return False
        if self._is_guarded(use, rivals):
            return False
        return self._has_rival(use, rivals)

    def _pauses_between(self, use: Use, question: Use) -> bool:
        own = use.call.node
        for op in use.function.ops[question.call.index : use.call.index]:
            if isinstance(op, Suspend) and op.node is not self._module.parents.get(own):
                return True
        return False

    def _is_guarded(self, use: Use, rivals: frozenset[str]) -> bool:
        """Whether all who take hold one lock."""
        held = self._module.critical.held(use.call)
        locks = {self._module.locks.owned(each.lock) for each in held.may}
        for other in self._channels.by_key[use.key]:
            if other.method in rivals and other.call is not use.call:
                there = self._module.critical.held(other.call)
                locks &= {self._module.locks.owned(each.lock) for each in there.may}
        return bool(locks)

    def _has_rival(self, use: Use, rivals: frozenset[str]) -> bool:
        contexts = self._module.ask(Contexts)
        between = contexts.concurrent_tasks if use.kind in ASYNC_QUEUES else contexts.concurrent
        for other in self._channels.by_key[use.key]:
            if other.method not in rivals:
                continue
            if between(use.function, other.function, use.call, other.call) is not None:
                return not self._is_own(use.key, use)
            if use.kind in QUEUES - ASYNC_QUEUES and self._in_processes(use, other):
                return True
        return False

    def _in_processes(self, use: Use, other: Use) -> bool:
        """Whether two operations on a queue between processes are done in different ones."""
        contexts = self._module.ask(Contexts)
        here, there = contexts.on_process(use.function), contexts.on_process(other.function)
        if here is None or there is None:
            return (here is None) is not (there is None)
        return here.context is not there.context or here.context.many

    def _is_own(self, key: Key, use: Use) -> bool:
        """Whether each instance of the function has a queue of its own."""
        return key[0] == "self" and all(each.context.own for each in self._module.ask(Contexts).of(use.function))

    @staticmethod
    def _is_prepared(use: Use) -> bool:
        """Whether a refusal is handled: somebody else was quicker."""
        for compound, block in enclosing(use.call.block):
            if isinstance(compound, Try) and block is compound.body:
                for handler in compound.handlers:
                    kind = handler.type
                    kinds = [each.value for each in kind.elements] if isinstance(kind, cst.Tuple) else [kind]
                    if any(each is None or _last(each) in _REFUSALS for each in kinds):
                        return True
        return False


def _last(node: cst.BaseExpression) -> str:
    return node.attr.value if isinstance(node, cst.Attribute) else node.value if isinstance(node, cst.Name) else ""
