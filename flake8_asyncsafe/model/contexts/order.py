"""Order: whether code runs before a thread is started, or behind its join, so that the two never overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.contexts.handles import is_behind, lifted, loops_around
from flake8_asyncsafe.model.contexts.places import Context, Kind, Reach
from flake8_asyncsafe.model.ops import Call

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.contexts.handles import Handles
    from flake8_asyncsafe.model.contexts.question import Contexts
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Class, Function

#: objects that are made first and started then
MADE_FIRST = frozenset({"threading.Thread", "threading.Timer", "multiprocessing.Process"})
#: so many callers of a function are looked at for starts
_NEAREST = 30


class Order:
    """Knows the starts and joins of contexts."""

    def __init__(self, module: Module, handles: Handles, contexts: Contexts) -> None:
        self._module = module
        self._handles = handles
        self._contexts = contexts
        self._by_function: dict[Function, list[Context]] | None = None

    def starts(self, context: Context) -> dict[Function, list[Op]]:
        """Where a context is started, by function: the start, and calls of functions that do it."""
        ops: list[Op] = []
        if isinstance(context.site, Call):
            found = self._handles.starts(context.site.node) if context.api in MADE_FIRST else []
            ops = found or [context.site]
        cls = self._of_class(context)
        if cls is not None:
            ops = [*ops, *self._handles.started_in(cls)]
        return self._handles.everywhere(ops, self._key(context), joins=False)

    def joins(self, context: Context) -> dict[Function, list[Op]]:
        """Where the end of a context is waited for, by function."""
        ops = [op for handle in context.handles for op in self._handles.joins(handle)]
        cls = self._of_class(context)
        if cls is not None:
            ops += self._handles.joined_in(cls)
        return self._handles.everywhere(ops, self._key(context), joins=True)

    @staticmethod
    def _of_class(context: Context) -> Class | None:
        """The class whose objects are the threads themselves, if the context is one of them: ``self.start()``."""
        return context.entry.owner if context.api in MADE_FIRST and context.own else None

    @staticmethod
    def _key(context: Context) -> frozenset[cst.CSTNode]:
        return context.handles or frozenset({context.entry.node})

    def ends_in(self, context: Context, function: Function) -> bool:
        """Whether a function that starts something also waits for its end, on the usual ways."""
        if self.is_awaited(context):
            return True
        return any(lifted(op)[0] is function.body for op in self.joins(context).get(function, ()))

    def is_awaited(self, context: Context) -> bool:
        """Whether whoever starts it waits there and then: ``await to_thread(f)``, ``submit(f).result()``."""
        if not isinstance(context.node, cst.Call):
            return False
        use = self._module.use(context.node)
        if use.kind == "attribute" and isinstance(use.node, cst.Attribute):
            return use.node.attr.value in {"result", "exception", "get"}
        return use.kind == "awaited"

    def follows(self, later: Context, earlier: Context) -> bool:
        """Whether one context is only ever started when the other has ended, as far as one function shows both."""
        starts = self.starts(later)
        joins = self.joins(earlier)
        seen = False
        for function, ops in self.starts(earlier).items():
            for start in starts.get(function, ()):
                if start in ops:
                    continue  # a call of the function that starts both
                seen = True
                ended = [join for join in joins.get(function, ()) if is_behind(start, join)]
                if not any(join.index >= each.index for join in ended for each in ops):
                    return False
                if self._comes_round(later, start, ops[0]):
                    return False
        return seen

    def overlaps(self, started: Reach, other: Reach, op: Op | None) -> bool:
        """Whether code that runs in ``other`` (at ``op``) may run while ``started`` does."""
        context = started.context
        made = isinstance(context.site, Call)
        if not made and self._of_class(context) is None:
            return other.kind is not Kind.MAIN or context.kind is Kind.THREAD
        starts, joins = self.starts(context), self.joins(context)
        passed = False
        for function, ops in self._positions(other, op):
            begun = starts.get(function)
            if begun:
                passed = True
            if not ops:
                continue
            if not any(self._in_window(context, each, begun or [], joins.get(function, [])) for each in ops):
                return False
        # what is done while a module is imported is over before anything else starts a thread
        return passed or other.kind is not Kind.MAIN or not made

    def started_on(self, reach: Reach) -> list[Context]:
        """The contexts that are started by the function that a reach ends in, or by one of its last callers."""
        if self._by_function is None:
            self._by_function = {}
            for context in (*self._contexts.contexts, *self._contexts.foreign):
                for function in self.starts(context):
                    self._by_function.setdefault(function, []).append(context)
        found: dict[Context, None] = {}
        each: Reach | None = reach
        for _ in range(_NEAREST):
            if each is None:
                break
            found.update(dict.fromkeys(self._by_function.get(each.function, ())))
            each = each.before
        return list(found)

    def is_running(self, context: Context, reach: Reach, op: Op) -> bool:
        """Whether a context has certainly been started, on the usual ways, where ``op`` runs, and not been joined."""
        starts, joins = self.starts(context), self.joins(context)
        for function, ops in self._positions(reach, op):
            begun = [each for each in starts.get(function, ()) if any(is_behind(at, each) for at in ops)]
            ended = joins.get(function, [])
            if begun and not self.is_awaited(context):
                last = max(each.index for each in begun)
                return not any(is_behind(at, join) and join.index >= last for at in ops for join in ended)
            if any(is_behind(at, join) for at in ops for join in ended):
                return False
        return False

    def _in_window(self, context: Context, op: Op, starts: list[Op], joins: list[Op]) -> bool:
        """Whether, as far as the function of an operation tells, something may be running there."""
        if any(each is op for each in starts) and not self.is_awaited(context):
            return True  # the call that leads on is the one that starts it, somewhere in there
        if starts:
            begun = [each for each in starts if each.index < op.index or self._comes_round(context, each, op)]
            if not begun:
                return False
            last = max(each.index for each in begun)
            awaited = self.is_awaited(context)
            if awaited and all(each is not op for each in begun):
                return False
            return not any(is_behind(op, join) and join.index >= last for join in joins)
        return not any(is_behind(op, join) for join in joins)

    def _comes_round(self, context: Context, start: Op, op: Op) -> bool:
        """Whether a loop leads from a start that stands behind an operation back to it, without a join."""
        shared = [loop for loop in loops_around(start) if loop in loops_around(op)]
        if not shared or self.is_awaited(context):
            return False
        joins = self.joins(context).get(op.function, [])
        return not any(join.index >= start.index and shared[0] in loops_around(join) for join in joins)

    def _positions(self, reach: Reach, op: Op | None) -> Iterator[tuple[Function, list[Op]]]:
        """(function, places in it) on the way to a function: the calls that lead on, at the end the operation."""
        yield reach.function, [op] if op is not None and op.function is reach.function else []
        each: Reach | None = reach
        while each is not None and each.step is not None:
            caller, callee = each.step.function, each.function
            edges = [edge.op for edge in self._module.graph.edges(caller) if edge.callee is callee]
            yield caller, edges
            each = each.before
