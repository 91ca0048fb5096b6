"""Can a function that runs on its own fail without a trace, or does it deal with its exceptions itself?"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.calls.effects import Effects
from flake8_asyncsafe.model.inference.classes import decorator_names
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Loop, Op, Raise, Suspend, Try, Write, enclosing
from flake8_asyncsafe.model.scopes import Function
from flake8_asyncsafe.model.tasks.nodes import only_tells
from flake8_asyncsafe.model.values import (
    Coroutine,
    External,
    ExternalMethod,
    Foreign,
    FunctionRef,
    Method,
    Partial,
    Value,
)
from flake8_asyncsafe.syntax.walk import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.calls.edges import Edge
    from flake8_asyncsafe.model.module import Module

_BROAD = frozenset({"Exception", "BaseException"})
#: what is awaited, or called, outside of every handler because it does not fail
_SAFE = frozenset(
    {
        "get", "wait", "sleep", "acquire", "put", "set", "is_set", "clear", "done", "time", "monotonic", "append",
        "add",
        "format", "isEnabledFor", "debug", "info", "warning", "error", "exception", "critical", "log",
    }
)  # fmt: skip
#: a quick look goes through so many calls
_DEEPEST_LOOK = 3
_MOST_HINGES = 6
#: of a function that calls more others it is taken for granted that one of them has a handler
_MOST_CALLED = 100
#: words in the name of a decorator that deals with exceptions
_DEALS = ("exception", "error", "catch", "safe", "suppress", "handle", "log", "report")
#: verbs of cleaning up: who ignores how that went does so knowingly
CLEAN_UP = frozenset(
    {
        "aclose", "cancel", "clean", "cleanup", "close", "destroy", "disconnect", "dispose", "exit", "finalize",
        "finish", "join", "kill", "leave", "logout", "quit", "release", "shutdown", "stop", "teardown", "terminate",
        "unsubscribe", "wait",
    }
)  # fmt: skip


class Failures:
    """Answers for one module.

    That a function may fail is an effect: it starts where something is raised, or where something unknown is called,
    outside of every handler, and spreads to the callers that do not catch it either, to a fixed point.
    """

    def __init__(self, module: Module) -> None:
        self._module = module
        self._steps: dict[Function, tuple[Op, ...]] = {}
        self._guards: dict[Function, bool] = {}

    def cannot_get_lost(self, expression: cst.BaseExpression, op: Op) -> bool:
        """Whether nothing of interest can be lost by ignoring how a callable, or a coroutine, has ended."""
        if isinstance(expression, cst.Lambda) and not _calls(expression.body):
            return True
        called = expression.func if isinstance(expression, cst.Call) else expression
        if is_clean_up(dotted_text(called) or last_name(called)):
            return True
        named = self._named(called, op)
        if named is not None and (_is_wrapped(named) or does_nothing(named)):
            return True
        wrapped = _bound_before(expression, op) if isinstance(expression, cst.Name) else None
        if wrapped is not None and wrapped.value is not None:
            expression, op = wrapped.value, wrapped
        values = self._module.values(expression, op)
        return bool(values) and all(self._is_safe(value) for value in values)

    def _deals(self, function: Function) -> bool:
        """Whether a function has a handler for everything, or runs one that has.

        That nothing fails in one without is only what it looks like: its author has not thought of it.
        """
        seen = {function: None}
        todo = [function]
        while todo and len(seen) < _MOST_CALLED:
            current = todo.pop()
            if current.is_stub or does_nothing(current) or _only_notes(current) or self._has_handler(current):
                return True
            for edge in self._module.graph.edges(current):
                if edge.callee not in seen:
                    seen[edge.callee] = None
                    todo.append(edge.callee)
        return bool(todo)

    @staticmethod
    def _has_handler(function: Function) -> bool:
        blocks = [function.body]
        while blocks:
            for item in blocks.pop().items:
                if isinstance(item, Try) and _catches_all(item):
                    return True
                if not isinstance(item, Op):
                    blocks.extend(item.blocks())
        return False

    def contains_its_own(self, function: Function) -> bool:
        """Whether no exception of interest leaves a function."""
        if function.is_stub:
            return self._module.outside.contains_its_own(function)
        return not self.effects.of(function)

    def hinges_on(self, function: Function, depth: int = 0) -> list[Value] | None:
        """What must contain its exceptions for a function to do so: things of other modules; None: it does not.

        A quick answer for summaries, that looks at the function and those that it calls, not at the whole call graph.
        """
        found: list[Value] = []
        for op in self._exposed(function):
            if not isinstance(op, Call):
                return None
            if self._is_expected(op):
                continue
            targets = self._module.targets(op)
            if not targets:
                return None
            for target in targets:
                if _only_tells(target):
                    continue
                own = isinstance(target, (FunctionRef, Method)) and not target.function.is_stub
                if own and depth < _DEEPEST_LOOK:
                    inner = self.hinges_on(target.function, depth + 1)  # type: ignore[union-attr]
                elif isinstance(target, (Foreign, External, ExternalMethod)):
                    inner = [target]
                else:
                    inner = None
                if inner is None or len(found) + len(inner) > _MOST_HINGES:
                    return None
                found += inner
        return found

    @cached_property
    def effects(self) -> Effects[str]:
        """Which functions may fail, by which chain; ``what`` is "raise", or "unknown" for a call into the dark."""

        def seeds() -> Iterator[tuple[Function, cst.CSTNode, str]]:
            for function in self._module.functions:
                for op in self._exposed(function):
                    what = self._own_failure(op)
                    if what:
                        yield function, op.node, what

        return Effects(self._module.graph, seeds(), key=lambda _: "", through=self._passes)

    # -- what is called -----------------------------------------------------------------------------------------------

    def _named(self, called: cst.BaseExpression, op: Op) -> Function | None:
        """The function of that name, whatever its decorators make of it."""
        found: object = None
        if isinstance(called, cst.Name):
            scope = op.block.scope.lookup(called.value)
            found = scope.bindings[called.value][-1].detail if scope is not None else None
        elif isinstance(called, cst.Attribute) and op.function.owner is not None:
            found = self._module.classes.method(op.function.owner, called.attr.value)
        return found if isinstance(found, Function) else None

    def _is_safe(self, value: Value) -> bool:
        while isinstance(value, (Partial, Coroutine)):
            value = value.target if isinstance(value, Partial) else value.of
        if isinstance(value, (FunctionRef, Method)):
            contained = self.contains_its_own(value.function) and self._deals(value.function)
            return contained or self._is_guarded(value.function)
        if isinstance(value, (External, ExternalMethod)):
            return value.name.rpartition(".")[2] in _SAFE
        return False

    # -- what fails by itself -----------------------------------------------------------------------------------------

    def _exposed(self, function: Function) -> tuple[Op, ...]:
        """The operations whose failure leaves a function.

        Of a coroutine function these are its awaits: what it computes between them is taken to work.
        """
        found = self._steps.get(function)
        if found is None:
            steps: list[Op] = [op for op in function.ops if isinstance(op, Raise)]
            if function.is_async and function.suspends:
                steps += map(self._awaited, function.suspends)
            else:
                steps += function.calls
            found = self._steps[function] = tuple(op for op in steps if not _is_caught(op))
        return found

    def _awaited(self, op: Suspend) -> Op:
        """The call that an await waits for, or the await itself."""
        inner = op.node.expression if isinstance(op.node, cst.Await) else None
        call = self._module.call_at(inner) if isinstance(inner, cst.Call) else None
        return call if call is not None else op

    def _own_failure(self, op: Op) -> str:
        """Why an operation may fail, other than by a function of this module that it runs; "" if it does not."""
        if isinstance(op, Raise):
            return "raise"
        if isinstance(op, Suspend):
            return "" if op.how in {"enter", "exit"} else "unknown"
        if not isinstance(op, Call) or self._is_expected(op):
            return ""
        targets = self._module.targets(op)
        if targets and all(self._is_accounted_for(target) for target in targets):
            return ""
        return "unknown"

    def _is_accounted_for(self, target: Value) -> bool:
        """Whether the graph leads into what is called, so that its failures are found there, or it has none."""
        if isinstance(target, (FunctionRef, Method)):
            return not target.function.is_stub or self.contains_its_own(target.function)
        return _only_tells(target)

    def _passes(self, edge: Edge) -> bool:
        """Whether what fails in a callee fails in the caller, too."""
        op = edge.op
        if not isinstance(op, Call) or self._is_expected(op) or op not in self._exposed(op.function):
            return False
        return edge.how != "call" or not self._is_guarded(edge.callee)

    def _is_expected(self, call: Call) -> bool:
        """Whether a call does not fail, or in a way that its author knows of."""
        last = last_name(call.node.func)
        if last == "get" and self._module.use(call.node).kind == "awaited" and call.node.args:
            return False  # of a client; a queue's takes nothing, a dict's is not awaited
        if last in _SAFE or is_clean_up(last):
            return True
        return last.endswith(("Error", "Exception"))  # made, and perhaps raised, by the author's own decision

    def _is_guarded(self, function: Function) -> bool:
        """Whether a decorator of this module deals with what a function raises."""
        decorators = self._module.evaluator.decorators
        return bool(function.decorators) and any(self._is_guard(each) for each in decorators.wrappers(function))

    def _is_guard(self, wrapper: Function) -> bool:
        found = self._guards.get(wrapper)
        if found is None:
            found = self._guards[wrapper] = not wrapper.is_stub and all(
                isinstance(op, Call) and self._is_expected(op) for op in self._exposed(wrapper)
            )
        return found


def _bound_before(node: cst.Name, op: Op) -> Write | None:
    """What a variable of a function around is bound to last before the function is defined, whatever came before that.

    ``job = guarded(job)`` and right behind it ``def run(): pool.submit(job)``: that is no longer what was handed in.
    """
    scope = op.block.scope.lookup(node.value)
    inner = op.function
    while inner.parent is not None and scope is not None and inner.parent is not scope.function:
        inner = inner.parent
    made = inner.write
    if scope is None or made is None or scope.function is op.function or scope.kind != "function":
        return None
    writes = scope.bindings.get(node.value, [])
    last = max((write for write in writes if not write.how.startswith("param")), key=_index, default=None)
    if last is None or last.how not in {"assign", "ann"} or last.path or last.block is not made.block:
        return None
    return last if last.function is scope.function and last.index < made.index else None


def _index(op: Op) -> int:
    return op.index


def _only_tells(target: Value) -> bool:
    return isinstance(target, (External, ExternalMethod)) and only_tells(target.name)


def _is_wrapped(function: Function) -> bool:
    """Whether a decorator whose name says so deals with the exceptions of a function."""
    return any(word in name.lower() for name in decorator_names(function) for word in _DEALS)


def is_clean_up(name: str) -> bool:
    """Whether a dotted name ends in a verb of cleaning up: ``client.aclose``, ``_stop_workers``."""
    words = name.rpartition(".")[2].strip("_").lower().split("_")
    return words[0] in CLEAN_UP or words[-1] in CLEAN_UP or name.endswith(("__aexit__", "__exit__", "__del__"))


def _is_caught(op: Op) -> bool:
    """Whether an operation stands in a ``try`` with a handler for everything .

    One in the handlers or ``finally`` of it counts as well: that this may fail is not what an author overlooks.
    """
    return any(isinstance(compound, Try) and _catches_all(compound) for compound, _ in enclosing(op.block))


def _catches_all(item: Try) -> bool:
    for handler in item.handlers:
        types = handler.type
        names = (
            {dotted_text(each.value).rpartition(".")[2] for each in types.elements}
            if isinstance(types, cst.Tuple)
            else {dotted_text(types).rpartition(".")[2]}
        )
        if types is None or names & _BROAD:
            return True
    return False


def _calls(node: cst.CSTNode) -> bool:
    return any(isinstance(each, (cst.Call, cst.Await)) for each in nodes(node))


def _only_notes(function: Function) -> bool:
    """Whether a function waits for a while and then sets an attribute: ``await sleep(2); self.busy = False``."""
    sets = any(isinstance(op, Write) and isinstance(op.node, cst.Attribute) for op in function.ops)
    waits = all(last_name(call.node.func) in {"sleep", "current_task"} for call in function.calls)
    return sets and waits and not any(isinstance(item, Loop) for item in function.body.items)


def does_nothing(function: Function) -> bool:
    """Whether a body is only ``pass``, ``...`` or a string: that cannot fail, whatever is put around it."""
    if function.is_stub:
        return False
    ops = (op for op in function.ops if not (isinstance(op, Write) and op.how.startswith("param")))
    return isinstance(function.node, cst.FunctionDef) and next(ops, None) is None
