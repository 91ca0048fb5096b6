"""Where a coroutine of trio or anyio may get by without a checkpoint.

A checkpoint is where a task may be cancelled and where others get their turn.  Every await that completes counts as
one: a coroutine that does not keep that promise is found where it is defined.  An await that raises may not have got
that far.  A `yield` of an async generator is none, and after it the count starts anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import libcst as cst

from flake8_asyncsafe.model.cancellation.bodies import is_empty
from flake8_asyncsafe.model.cancellation.exceptions import ASYNCIO
from flake8_asyncsafe.model.cancellation.library import Libraries
from flake8_asyncsafe.model.cancellation.scopes import CancelScopes
from flake8_asyncsafe.model.flow import BREAK, CONTINUE, NEXT, RAISE, RETURN, Flow, Outcome
from flake8_asyncsafe.model.inference.classes import decorator_names
from flake8_asyncsafe.model.ops import Enter, Loop, Op, Return, Suspend, With, Yield
from flake8_asyncsafe.model.values import Constant, Display, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block, Compound
    from flake8_asyncsafe.model.scopes import Function

#: what has not seen a checkpoint yet: the entry (None), a yield, a turn of a loop, a scope, a return on its way out
Start = Yield | Loop | With | Return | None
State = frozenset[Start]

#: functions that promise nothing of the kind, by a decorator
_EXEMPT = frozenset({"overload", "abstractmethod", "contextmanager", "asynccontextmanager", "fixture"})
_PAIR = {"__aenter__": "__aexit__", "__aexit__": "__aenter__"}


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Control may get to ``node`` without a checkpoint since ``since`` (None: the entry).

    ``kind``: exit (``node`` is a return), end (of the function that ``node`` is), yield, loop, scope.
    """

    node: cst.CSTNode
    kind: str
    since: Yield | None = None


class _CheckpointFlow(Flow[State]):
    """Which starts may have seen no checkpoint yet."""

    def __init__(self, function: Function, module: Module) -> None:
        super().__init__(function)
        self._module = module
        groups = module.catalogue
        #: entries of task groups: they are left by a checkpoint, and entered by none
        self._entries_of_groups = {
            op.node
            for op in function.ops
            if isinstance(op, Enter)
            and op.scope.is_async
            and any(
                isinstance(value, Instance)
                and isinstance(value.type, str)
                and (known := groups.type(value.type)) is not None
                and known.scope == "task-group"
                for value in module.values(op.node.item, op)
            )
        }

    def join(self, left: State, right: State) -> State:
        """What may be unchecked on either path."""
        return left | right

    def transfer(self, op: Op, state: State) -> tuple[State, State]:
        """A suspension point that completes is a checkpoint."""
        if isinstance(op, Yield):
            return frozenset([op]), frozenset([op])  # what is thrown in comes after it
        if isinstance(op, Return) and state:  # one in a finally takes the place of the one on its way through
            return frozenset(each for each in state if not isinstance(each, Return)) | {op}, state
        if isinstance(op, Suspend) and op.how != "yield" and not op.lazy:
            if op.how == "enter" and op.node in self._entries_of_groups:
                return state, state
            return frozenset(), state
        return state, state

    def handler_entry(self, node: cst.ExceptHandler | cst.ExceptStarHandler, state: State) -> State | None:
        """Only a checkpoint raises a cancellation."""
        if node.type is not None and self._takes_only_cancellations(node.type):
            return frozenset()
        return state

    def _takes_only_cancellations(self, kind: cst.BaseExpression) -> bool:
        exceptions = self._module.cancellation.exceptions
        anchor = self.function.ops[0]
        if isinstance(kind, cst.Tuple):
            return bool(kind.elements) and all(self._takes_only_cancellations(each.value) for each in kind.elements)
        return exceptions.is_named(kind, anchor) and exceptions.kinds(kind, anchor) != frozenset({ASYNCIO})

    def swallows(self, scope: With) -> bool:
        """``suppress``, and what stands in for it in tests; a cancel scope only swallows what a checkpoint raises."""
        if not isinstance(scope.context, cst.Call):
            return False
        names = self._module.names_of(scope.context.func, scope.enter)
        return bool(names & {"contextlib.suppress", "pytest.raises"})

    # -- loops that certainly have a turn -----------------------------------------------------------------------------

    def _compound(self, item: Compound, state: State) -> Any:
        if isinstance(item, Loop) and self._has_a_turn(item):
            return self._unrolled(item, state)
        return super()._compound(item, state)

    def _unrolled(self, item: Loop, start: State) -> Any:
        """The first turn by itself: what comes behind the loop comes behind it."""
        out: Outcome[State] = Outcome(self)
        head: Outcome[State] = yield self._block(item.head, start)
        out.merge(head, leave_out=NEXT)
        state = head.get(NEXT)
        if state is None:
            return out
        body: Outcome[State] = yield self._block(item.body, state)
        for way in (RETURN, RAISE):
            out.add(way, body.get(way))
        out.add(NEXT, body.get(BREAK))
        done = [state for way in (NEXT, CONTINUE) if (state := body.get(way)) is not None]
        if done:
            rest: Outcome[State] = yield self._loop(item, frozenset().union(*done))
            out.merge(rest)
        return out

    def _has_a_turn(self, item: Loop) -> bool:
        """``for _ in range(3)``, ``for name in ("a", "b")``."""
        node = item.node
        if not isinstance(node, cst.For) or item.is_async:
            return False
        op = next((op for op in self.function.ops if getattr(op, "iterable", None) is node.iter), None)
        if isinstance(node.iter, (cst.List, cst.Tuple, cst.Set)):
            return any(isinstance(each, cst.Element) for each in node.iter.elements)
        if isinstance(node.iter, cst.SimpleString):
            return bool(node.iter.evaluated_value)
        if op is None:
            return False
        if isinstance(node.iter, cst.Call):
            return self._counts(node.iter, op)
        values = self._module.values(node.iter, op)
        return bool(values) and all(
            isinstance(value, Display)
            and isinstance(value.node, (cst.List, cst.Tuple, cst.Set))
            and any(isinstance(each, cst.Element) for each in value.node.elements)
            and isinstance(value.node, cst.Tuple)  # others may have been emptied
            for value in values
        )

    def _counts(self, call: cst.Call, op: Op) -> bool:
        if "builtins.range" not in self._module.names_of(call.func, op) or any(arg.star for arg in call.args):
            return False
        given = []
        for arg in call.args:
            values = self._module.values(arg.value, op)
            if len(values) != 1 or not isinstance(values[0], Constant) or not isinstance(values[0].value, int):
                return False
            given.append(values[0].value)
        try:
            return bool(given) and len(range(*given[:3])) > 0
        except ValueError:
            return False


class Checkpoints:
    """The coroutines of one module that may get by without a checkpoint."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._libraries = module.ask(Libraries)
        self._scopes = module.ask(CancelScopes)
        self._guaranteed: dict[Function, bool] = {}

    def missing(self) -> Iterator[Unchecked]:
        """Each exit, yield, endless loop and cancel scope that control may get to, or through, without one."""
        if not self._libraries.any_scoped:
            return
        dead = {each.scope for each in self._scopes.without_suspension()}
        for function in self._module.coroutines:
            if self._libraries.of(function) == "asyncio":
                continue
            if not self._promises_nothing(function):
                yield from self._exits(function)
            yield from self._loops(function)
            yield from self._in_scopes(function, dead)

    def _promises_nothing(self, function: Function) -> bool:
        if function.kind != "function" or is_empty(function):
            return True
        if any(name.rpartition(".")[2] in _EXEMPT for name in decorator_names(function)):
            return True
        other = _PAIR.get(function.name)
        if other is not None and function.owner is not None:
            # `async with` is one checkpoint at least: that of its entry or that of its exit
            method = self._module.classes.method(function.owner, other)
            return method is not None and not method.is_stub and method.is_async and self._guarantees(method)
        return False

    def _guarantees(self, function: Function) -> bool:
        found = self._guaranteed.get(function)
        if found is None:
            found = self._guaranteed[function] = not any(self._exits(function))
        return found

    def _exits(self, function: Function) -> Iterator[Unchecked]:
        flow = _CheckpointFlow(function, self._module)
        outcome = flow.run(frozenset([None]))
        left = outcome.get(RETURN) or frozenset()  # a finally that a return goes through may have a checkpoint
        for op in function.ops:
            state = flow.before.get(op)
            if state and (isinstance(op, Yield) or (isinstance(op, Return) and op in left)):
                yield Unchecked(op.node, "yield" if isinstance(op, Yield) else "exit", _since(state))
        last = outcome.get(NEXT)
        if last:
            yield Unchecked(function.node, "end", _since(last))

    def _loops(self, function: Function) -> Iterator[Unchecked]:
        for item in _compounds(function):
            if isinstance(item, Loop) and item.endless and isinstance(item.node, cst.While):
                flow = _CheckpointFlow(function, self._module)
                turn = flow.run_part(item.body, frozenset([item]))
                if any(item in (turn.get(way) or ()) for way in (NEXT, CONTINUE)):
                    yield Unchecked(item.node, "loop")

    def _in_scopes(self, function: Function, dead: set[With]) -> Iterator[Unchecked]:
        for item in _compounds(function):
            if isinstance(item, With) and item not in dead and self._scopes.is_scope(item):
                flow = _CheckpointFlow(function, self._module)
                inside = flow.run_part(item.body, frozenset([item]))
                if any(item in (inside.get(way) or ()) for way in (NEXT, RETURN, BREAK, CONTINUE)):
                    yield Unchecked(item.context, "scope")


def _since(state: State) -> Yield | None:
    yields = [each for each in state if isinstance(each, Yield)]
    return None if None in state or not yields else min(yields, key=lambda each: each.index)


def _compounds(function: Function) -> Iterator[Compound]:
    stack: list[Block] = [function.body]
    while stack:
        for item in stack.pop().items:
            if not isinstance(item, Op):
                yield item
                stack.extend(item.blocks())


__all__ = ["Checkpoints", "Unchecked"]
