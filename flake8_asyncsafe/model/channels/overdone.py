"""Consumers that say of an item that it is done although they got none.

``task_done()`` in the ``finally`` (or behind a handler) of a ``try`` that has the ``get`` in it also runs if that
fails: nothing came in time, or the task was cancelled while it waited.  So each failed ``get`` is followed to where
control goes from there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.conditions import required
from flake8_asyncsafe.model.channels.handlers import BROAD, EMPTY_OR_FULL, around, names, suppressed
from flake8_asyncsafe.model.channels.identity import Channels
from flake8_asyncsafe.model.flow import Flow
from flake8_asyncsafe.model.ops import Branch, Call, Loop, Suspend, Try, With, enclosing
from flake8_asyncsafe.syntax.walk import inner_nodes, nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flake8_asyncsafe.model.channels.identity import Use
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Handler, Op
    from flake8_asyncsafe.model.scopes import Function

_GETS = ("get", "get_nowait")
#: what takes which failure
_TAKE = {
    "empty": EMPTY_OR_FULL | BROAD,
    "late": frozenset({"TimeoutError", "TooSlowError"}) | BROAD,
    "cancelled": frozenset({"CancelledError", "BaseException"}),
}
#: what a ``task_done()`` too many raises: who takes that knows of it
_EXPECTS = frozenset({"ValueError"}) | BROAD


@dataclass(frozen=True, slots=True)
class Failed:
    """A ``get`` that gave nothing: ``how`` it went ("empty", "late", "cancelled")."""

    get: Use
    how: str


Failures = frozenset[Failed]


class Overdone:
    """The ``task_done()`` of one module that may have no item to speak of."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)

    def found(self) -> Iterator[tuple[Use, Failed]]:
        """(the task_done, the get that failed before it); one for each task_done."""
        for uses in self._channels.by_identity.values():
            done = [use for use in uses if use.method == "task_done" and use.channel.kind == "queue"]
            for function in dict.fromkeys(use.function for use in done):
                gets = [use for use in uses if use.method in _GETS and use.function is function]
                ends = [use for use in done if use.function is function and not _is_expecting(use.call)]
                if not gets or not ends:
                    continue
                flow = _FailedGets(self._module, function, gets, self._failures)
                flow.run(frozenset())
                for use in ends:
                    failed = [each for each in flow.before.get(use.call, ()) if not self._is_chosen(use.call, each.get)]
                    if failed:
                        yield use, min(failed, key=lambda each: (each.get.call.index, each.how))

    def _failures(self, get: Use) -> tuple[str, ...]:
        """The ways in which a ``get`` may give nothing."""
        if get.method == "get_nowait":
            return () if get.channel.is_async and self._is_asked(get) else ("empty",)
        if get.channel.is_async:
            whole = self._module.critical.operations.await_of(get.call)
            if whole is None:
                return ()
            return ("cancelled",) if whole.expression is get.call.node else ("cancelled", "late")
        return () if self._channels.is_endless(get) else ("empty",)

    def _is_asked(self, get: Use) -> bool:
        """Whether a test has just said that there is an item, and no other task was let in since."""
        last = max((op.index for op in get.function.suspends if op.index < get.call.index), default=-1)
        return any(
            use.method in {"empty", "qsize"} and last < use.call.index < get.call.index and self._decides(use, get)
            for use in self._channels.on(get.channel, "empty", "qsize")
            if use.function is get.function
        )

    def _decides(self, asked: Use, get: Use) -> bool:
        """Whether a branch or loop around a ``get`` is entered by what was asked."""
        for item, _ in enclosing(get.call.block):
            tests = item.tests if isinstance(item, Branch) else [getattr(item.node, "test", None)]
            if any(asked.call.node in set(nodes(test)) for test in tests if test is not None):
                return True
        return False

    def _is_chosen(self, done: Call, get: Use) -> bool:
        """Whether a test or loop decides about the ``task_done()`` and not about the ``get``.

        ``if item is not None``, and ``for _ in range(left)``, which settles what others have taken.
        """
        shared = {item for item, _ in enclosing(get.call.block)}
        asked = {branch: test for branch, test, truth in required(done) if truth}
        for item, _ in enclosing(done.block):
            if item in shared:
                return False
            if isinstance(item, Loop):
                return True
            if isinstance(item, Branch) and not (item in asked and self._passes_without(asked[item], get)):
                return True
        return False

    def _passes_without(self, test: cst.BaseExpression, get: Use) -> bool:
        """Whether a test of the item may come out true whatever that is: ``if item is END or time() > deadline``."""
        use = self._module.use(self._awaited(get))
        names = {target.value for target in use.targets if isinstance(target, cst.Name)}
        about = [
            any(isinstance(each, cst.Name) and each.value in names for each in (side, *inner_nodes(side)))
            for side in _alternatives(test)
        ]
        return any(about) and not all(about)

    def _awaited(self, get: Use) -> cst.BaseExpression:
        node: cst.BaseExpression = get.call.node
        around = self._module.parents.get(node)
        return around if isinstance(around, cst.Await) else node


def _alternatives(test: cst.BaseExpression) -> list[cst.BaseExpression]:
    """The sides of ``a or b or c``."""
    found, todo = [], [test]
    while todo:
        each = todo.pop()
        if isinstance(each, cst.BooleanOperation) and isinstance(each.operator, cst.Or):
            todo += [each.left, each.right]
        else:
            found.append(each)
    return found


def _is_expecting(call: Call) -> bool:
    """Whether somebody around a ``task_done()`` takes what it raises."""
    if any(names(handler.type) & _EXPECTS for item, handler in around(call) if call.block is item.body):
        return True
    return any(isinstance(item, With) and suppressed(item) & _EXPECTS for item, _ in enclosing(call.block))


class _FailedGets(Flow[Failures]):
    """The gets that have failed and have not been tried again."""

    def __init__(
        self, module: Module, function: Function, gets: list[Use], failures: Callable[[Use], tuple[str, ...]]
    ) -> None:
        super().__init__(function)
        self._failures = failures
        self._gets: dict[cst.CSTNode, Use] = {}
        #: the statements in whose body each get stands
        self._around = {use: {item for item, _ in around(use.call)} for use in gets}
        self._earlier: dict[cst.CSTNode, tuple[Try, list[Handler]]] = {}
        for use in gets:
            node: cst.CSTNode | None = use.call.node
            if use.channel.is_async and use.method == "get":
                node = module.critical.operations.await_of(use.call)
            if node is not None:
                self._gets[node] = use
            for item, handler in around(use.call):
                self._earlier[handler.node] = item, item.handlers[: item.handlers.index(handler)]

    def join(self, left: Failures, right: Failures) -> Failures:
        """Either."""
        return left | right

    def transfer(self, op: Op, state: Failures) -> tuple[Failures, Failures]:
        """A get that succeeds has an item; one that fails has none."""
        use = self._gets.get(op.node) if isinstance(op, (Call, Suspend)) else None
        if use is None:
            return state, state
        return frozenset(), frozenset(Failed(use, how) for how in self._failures(use))

    def handler_entry(self, node: cst.ExceptHandler | cst.ExceptStarHandler, state: Failures) -> Failures:
        """A clause takes the failures of its kind that the clauses before it have left."""
        if node not in self._earlier:
            return state
        item, earlier = self._earlier[node]
        return frozenset(
            each
            for each in state
            if item not in self._around[each.get]
            or (_takes(node.type, each) and not any(_takes(other.type, each) for other in earlier))
        )

    def unhandled(self, item: Try, state: Failures) -> Failures:
        """What no clause takes."""
        return frozenset(
            each
            for each in state
            if item not in self._around[each.get] or not any(_takes(other.type, each) for other in item.handlers)
        )


def _takes(kind: cst.BaseExpression | None, failed: Failed) -> bool:
    return bool(names(kind) & _TAKE[failed.how])
