"""The flow of cancellations through one coroutine.

A cancellation is an exception that is raised at a suspension point.  It is followed from there through handlers,
``finally`` and ``suppress``: `Flying` while it is raised, `Caught` while a handler has it.  A handler swallows it if it
can leave its ``try`` other than by raising it again, and nothing raises it later from where it was kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import libcst as cst

from flake8_asyncsafe.model.calls.finished import Finished
from flake8_asyncsafe.model.cancellation.answers import Answers
from flake8_asyncsafe.model.cancellation.current import cancels_itself, is_never
from flake8_asyncsafe.model.cancellation.exceptions import ASYNCIO, EVERY, GETTER
from flake8_asyncsafe.model.cancellation.facts import (
    Cancelled,
    Caught,
    Fact,
    Flying,
    Passing,
    State,
    Swallower,
    handler_around,
    in_loop,
    is_flag,
    is_held,
    mentions,
    stays_inside,
    takes_errors,
    waits_first,
)
from flake8_asyncsafe.model.cancellation.handed import is_raised_by_callers, keepers
from flake8_asyncsafe.model.flow import NEXT, RAISE, Flow, Outcome
from flake8_asyncsafe.model.inference.classes import decorator_names
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Call, Handler, Op, Raise, Return, Suspend, Try, With, Write, enclosing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flake8_asyncsafe.model.cancellation.calls import CancelCalls
    from flake8_asyncsafe.model.cancellation.exceptions import ExceptionClasses
    from flake8_asyncsafe.model.cancellation.helpers import Helpers
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block
    from flake8_asyncsafe.model.scopes import Function

_KEEPS = frozenset({"append", "add", "appendleft", "insert", "extend"})


class CancellationFlow(Flow[State]):
    """The flow of cancellations through one coroutine."""

    def __init__(
        self, function: Function, module: Module, exceptions: ExceptionClasses, helpers: Helpers, calls: CancelCalls
    ) -> None:
        super().__init__(function)
        self._module = module
        self._exceptions = exceptions
        self._helpers = helpers
        self._calls = calls
        self._answers = Answers(function, exceptions)
        self._tries: dict[cst.CSTNode, tuple[Try, Handler]] = {}
        #: what each handler catches, after the handlers before it have taken theirs
        self._taken: dict[Handler, frozenset[str]] = {}
        self._suppressors: dict[With, cst.Call] = {}
        self._pushed: dict[With, list[Call]] = {}
        self._find_catchers()
        #: (handler, way) where a caught cancellation leaves its try; the same where it was kept for later
        self._leaves: dict[Handler, set[str]] = {}
        self._kept: dict[Handler, set[str]] = {}
        self._replaced: dict[Handler, str] = {}
        #: the same ways where a test of the exception, of which only the author knows the answer, leads there
        self._by_answer: dict[Handler, set[tuple[str, str]]] = {}
        #: handlers within others that catch what was raised in the place of a cancellation
        self._in_place: dict[Handler, str] = {}
        self._redeemed: set[Handler] = set()
        self._waits: dict[Handler, dict[Suspend, None]] = {}
        self._suppressed: dict[cst.Call, tuple[With, dict[Suspend, None]]] = {}
        self._told_by = calls.told_by(function)
        self._yields = any(name.endswith("contextmanager") for name in decorator_names(function))

    @property
    def catches(self) -> bool:
        """Whether anything in the function catches a cancellation."""
        return bool(any(self._taken.values()) or self._suppressors or self._pushed)

    def _find_catchers(self) -> None:
        todo: list[Block] = [self.function.body]
        while todo:
            for item in todo.pop().items:
                if isinstance(item, Op):
                    continue
                todo.extend(item.blocks())
                if isinstance(item, Try):
                    self._order(item)
                elif isinstance(item, With) and not item.is_async:
                    call = self._exceptions.suppressor(item.context, item.enter)
                    if call is not None:
                        self._suppressors[item] = call
                if isinstance(item, With):
                    self._find_pushed(item)

    def _order(self, item: Try) -> None:
        left = EVERY
        anchor = self._anchor(item.block)
        for handler in item.handlers:
            kinds = self._exceptions.kinds(handler.type, anchor)
            if kinds == EVERY and not self._exceptions.known:
                kinds = frozenset()
            # a handler for everything after one for a cancellation by name: the library in use has been dealt with
            self._taken[handler] = frozenset() if kinds == EVERY and left != EVERY else kinds & left
            left = left - kinds if kinds != EVERY else frozenset()
            self._tries[handler.node] = item, handler

    def _find_pushed(self, item: With) -> None:
        name = item.item.asname
        stack = dotted_text(name.name) if name is not None else ""
        for call in self.function.calls if stack else ():
            pushes = dotted_text(call.node.func) == f"{stack}.enter_context"
            if pushes and any(self._exceptions.suppressor(arg.value, call) for arg in call.node.args):
                self._pushed.setdefault(item, []).append(call)

    def _anchor(self, block: Block) -> Op:
        for each in reversed(block.items):
            if isinstance(each, Op):
                return each
        return next((op for op in self.function.ops if op.block.scope is block.scope), self.function.ops[0])

    # -- the flow -----------------------------------------------------------------------------------------------------

    def join(self, left: State, right: State) -> State:
        """What may be the case on either path."""
        return left | right

    def transfer(self, op: Op, state: State) -> tuple[State, State]:
        """A suspension point may raise a cancellation; an exception of its own takes the place of one on its way."""
        if isinstance(op, Raise):
            return state, self._raise(op, state)
        after = state
        if isinstance(op, Call):
            after = self._call(op, state)
        elif isinstance(op, Write):
            after = self._write(op, state)
        elif isinstance(op, Return):
            after = self._return(op, state)
        else:
            keys = self._calls.cancelled_by(op)
            if keys:
                after = state | {Cancelled(key) for key in keys}
        failed: State = frozenset(fact for fact in after if not isinstance(fact, Flying))
        if isinstance(op, Suspend) and self._cancellable(op):
            failed = failed.union([Flying(op)])
            after = self._asked_again(after)
        return after, failed

    def _asked_again(self, state: State) -> State:
        """Trio and anyio raise the cancellation again at the next suspension point, until its scope is left."""
        level = [
            fact
            for fact in state
            if isinstance(fact, Caught)
            and fact.holder is not None
            and (ASYNCIO not in self._taken[fact.handler] or self._level_triggered(fact.handler))
        ]
        self._redeemed.update(fact.handler for fact in level)
        return state.difference(level)

    def _level_triggered(self, handler: Handler) -> bool:
        """Whether what a handler for all libraries catches is trio's or anyio's cancellation."""
        kind = handler.type
        getter = isinstance(kind, cst.Call) and dotted_text(kind.func).endswith(GETTER)
        return getter or (self._taken[handler] == EVERY and self._module.library != "asyncio")

    def may_raise(self, op: Op) -> bool:
        """Tests of the type of an exception do not raise one."""
        plain = isinstance(op, Call) and dotted_text(op.node.func) in {"isinstance", "issubclass", "type"}
        return not plain and super().may_raise(op)

    def _is_over(self, op: Suspend) -> bool:
        """Whether an await is of a task that is done: it does not suspend, and what it raises is that task's."""
        path = dotted_text(op.node.expression) if isinstance(op.node, cst.Await) else ""
        return bool(path) and self._module.ask(Finished).is_done(op, path)

    def _cancellable(self, op: Suspend) -> bool:
        if op.lazy or (op.how == "yield" and not self._yields) or self._is_over(op):
            return False
        for compound, block in enclosing(op.block):
            if isinstance(compound, With) and block is compound.body and isinstance(compound.context, cst.Call):
                for arg in compound.context.args:
                    if arg.keyword is not None and arg.keyword.value == "shield" and dotted_text(arg.value) == "True":
                        return False
        return True

    def _call(self, op: Call, state: State) -> State:
        caught = [fact for fact in state if isinstance(fact, Caught)]
        if not caught:
            return state
        func = op.node.func
        method = func.attr.value if isinstance(func, cst.Attribute) else ""
        # with `__exit__` another's context manager decides
        if method in {"__exit__", "__aexit__"} or cancels_itself(op) or self._helpers.never_returns(op):
            settled = caught
        else:
            settled = [fact for fact in caught if self._helpers.raises_for(op, fact.names)]
        self._redeemed.update(fact.handler for fact in settled)
        state = state.difference(settled)
        if method in _KEEPS and isinstance(func, cst.Attribute):
            owner = dotted_text(func.value)
            for fact in caught:
                if owner and any(mentions(arg.value, fact.names) for arg in op.node.args):
                    state = (state - {fact}) | {replace(fact, names=fact.names | {owner})}
        return state

    def _write(self, op: Write, state: State) -> State:
        if op.how == "except":
            return state
        node = op.node.value if isinstance(op.node, cst.Subscript) else op.node
        target = dotted_text(node) if isinstance(node, cst.BaseExpression) else ""
        gone = self._calls.forgotten(op)
        found: set[Fact] = set()
        for fact in state:
            if isinstance(fact, Cancelled) and fact.key == gone:
                continue
            if isinstance(fact, Caught) and target:
                keeps = op.value is not None and (
                    mentions(op.value, fact.names) or (is_flag(op.value) and fact.holder is not None)
                )
                if keeps:
                    found.add(replace(fact, names=fact.names | {target}))
                    continue
                if op.how != "aug" and not isinstance(op.node, cst.Subscript):
                    found.add(replace(fact, names=fact.names - {target}))
                    continue
            found.add(fact)
        return frozenset(found)

    def _return(self, op: Return, state: State) -> State:
        """``return cancelled`` hands it to callers who raise it."""
        name = dotted_text(op.value) if op.value is not None else ""
        given = [fact for fact in state if isinstance(fact, Caught) and name in fact.names] if name else []
        if not given or not is_raised_by_callers(self._module, self.function):
            return state
        self._redeemed.update(fact.handler for fact in given)
        return state.difference(given)

    def _raise(self, op: Raise, state: State) -> State:
        exc = op.node.exc
        inner = handler_around(op)
        failed: set[Fact] = {fact for fact in state if isinstance(fact, (Cancelled, Passing))}
        for fact in state:
            if not isinstance(fact, Caught):
                continue
            if exc is None:
                again = fact.holder is not None and fact.holder is inner
            else:
                again = is_held(exc, fact.names) or self._exceptions.is_final(exc, op)
            if again:
                self._redeemed.add(fact.handler)
                failed.update(Flying(point, fact.handler) for point in self._waits.get(fact.handler, ()))
            elif inner in self._in_place and (exc is None or dotted_text(exc) == inner.name):
                failed.add(replace(fact, raised=self._in_place[inner]))
            elif exc is not None and fact.holder is not None and self._exceptions.is_replacement(op, exc):
                what = exc.func if isinstance(exc, cst.Call) else exc
                failed.add(replace(fact, raised=self._module.source(what)))
        return frozenset(failed)

    # -- handlers -----------------------------------------------------------------------------------------------------

    def handles_all(self, node: cst.ExceptHandler | cst.ExceptStarHandler) -> bool:
        """Whether a handler lets nothing pass (also by another name of BaseException)."""
        _, handler = self._tries[node]
        return handler.type is None or (
            super().handles_all(node) and bool(self._exceptions.kinds(handler.type, self._anchor(handler.block)))
        )

    def handler_entry(self, node: cst.ExceptHandler | cst.ExceptStarHandler, state: State) -> State | None:
        """The cancellations that this handler takes are caught; those of handlers around it stay so."""
        item, handler = self._tries[node]
        around = set(self._handlers_around(item))
        entry: set[Fact] = set()
        for fact in state:
            if isinstance(fact, (Cancelled, Passing)):
                entry.add(fact)
            elif isinstance(fact, Caught) and fact.handler in around:
                if fact.raised and takes_errors(item.handlers[: item.handlers.index(handler)]):
                    continue
                if fact.raised:
                    self._in_place.setdefault(handler, fact.raised)
                entry.add(replace(fact, raised=""))
            elif isinstance(fact, Flying) and self._taken[handler]:
                first = fact.by if fact.by is not None and fact.by in around else handler
                names = frozenset(each.name for each in (first, handler) if each.name is not None)
                entry.add(Caught(first, names, handler))
                if first is handler:
                    self._waits.setdefault(handler, {})[fact.point] = None
        return frozenset(entry)

    def _handlers_around(self, item: Try | With) -> Iterator[Handler]:
        for compound, block in enclosing(item.block):
            if isinstance(compound, Try):
                yield from (handler for handler in compound.handlers if handler.block is block)

    def unhandled(self, item: Try, state: State) -> State:
        """A cancellation that a handler takes does not pass the others, nor does what was raised in its place."""
        if any(self._taken[handler] for handler in item.handlers):
            state = frozenset(fact for fact in state if not isinstance(fact, Flying))
        if takes_errors(item.handlers):
            state = frozenset(fact for fact in state if not isinstance(fact, Caught) or not fact.raised)
        return state

    def _try(self, item: Try, start: State) -> Any:
        out: Outcome[State] = yield from super()._try(item, start)
        if not item.handlers:
            return out
        own = set(item.handlers)
        for way, state in list(out.states.items()):
            out.states[way] = frozenset(self._leave(item, way, state, own))
        return out

    def _leave(self, item: Try, way: str, state: State, own: set[Handler]) -> Iterator[Fact]:
        """What is left of a state when control leaves a try: its own handlers no longer hold anything."""
        raised_later = self._is_raised_later(item, way, state)
        for fact in state:
            if not isinstance(fact, Caught):
                yield fact
            elif fact.handler in own:
                names = fact.names - {fact.handler.name or ""}
                if raised_later:
                    continue
                if way == RAISE and not fact.raised:
                    continue
                if fact.asked and (way == RAISE or not names):
                    self._by_answer.setdefault(fact.handler, set()).add((way, fact.raised))
                elif way == RAISE:
                    self._replaced.setdefault(fact.handler, fact.raised)
                elif names:
                    self._kept.setdefault(fact.handler, set()).add(way)
                    yield Caught(fact.handler, names, None)
                else:
                    self._leaves.setdefault(fact.handler, set()).add(way)
            elif fact.holder is not None and fact.holder in own:
                yield replace(fact, names=fact.names - {fact.holder.name or ""}, holder=fact.handler)
            else:
                yield fact

    @staticmethod
    def _is_raised_later(item: Try | With, way: str, state: State) -> bool:
        """Whether the exception that a ``finally`` around a statement has interrupted is raised on after it."""
        return any(isinstance(fact, Passing) and stays_inside(item, way, fact.final) for fact in state)

    def _may_end_outside(self, item: Try) -> bool:
        """Whether something around a try may catch what is raised after its ``finally``."""
        return any(
            (isinstance(compound, Try) and block is compound.body and bool(compound.handlers))
            or (isinstance(compound, With) and compound in self._suppressors)
            for compound, block in enclosing(item.block)
        )

    def _leave_through(self, final: Block, ways: Outcome[State]) -> Any:
        raised = ways.get(RAISE)
        if raised is None or not isinstance(final.owner, Try) or self._may_end_outside(final.owner):
            return (yield from super()._leave_through(final, ways))
        marker = Passing(final)
        ways.states[RAISE] = raised | {marker}
        out: Outcome[State] = yield from super()._leave_through(final, ways)
        for way, state in list(out.states.items()):
            out.states[way] = state - {marker}
        return out

    def _with(self, item: With, start: State) -> Any:
        out: Outcome[State] = yield from super()._with(item, start)
        raised = out.get(RAISE)
        call = self._suppressors.get(item)
        flying = [fact for fact in raised or () if isinstance(fact, Flying)]
        later = raised is not None and self._is_raised_later(item, NEXT, raised)
        if call is not None and raised is not None:
            _, points = self._suppressed.setdefault(call, (item, {}))
            points.update((fact.point, None) for fact in flying if not later)
            out.states[RAISE] = raised.difference(flying)
        for pushed in self._pushed.get(item, ()) if not later else ():
            _, points = self._suppressed.setdefault(pushed.node, (item, {}))
            points.update((fact.point, None) for fact in flying if fact.point.index > pushed.index)
        following = out.get(NEXT)
        if following is not None:
            out.states[NEXT] = frozenset(fact for fact in following if not isinstance(fact, Flying))
        return out

    def swallows(self, scope: With) -> bool:
        """Whether exceptions may end at a with: it is a ``suppress`` of cancellations."""
        return scope in self._suppressors

    # -- tests --------------------------------------------------------------------------------------------------------

    def refine(self, test: cst.BaseExpression | None, state: State, *, truth: bool) -> State:
        """A caught cancellation is gone where a test says that it was another exception, or none."""
        if test is None:
            return state
        if is_never(test, self.function.scope, truth=truth):
            return frozenset(fact for fact in state if not isinstance(fact, Caught))
        return frozenset(told for fact in state for told in self._told(fact, test, truth=truth))

    def _told(self, fact: Fact, test: cst.BaseExpression, *, truth: bool) -> Iterator[Fact]:
        """The fact as it is once the outcome is known; nothing if it is over."""
        if not isinstance(fact, Caught):
            yield fact
            return
        answer = self._answers.test
        if fact.holder is fact.handler:  # `if first is None: first = error`: if not, `first` has one already
            others = {name: replace(fact, names=frozenset([name])) for name in keepers(fact.handler)}
            full = (name for name, other in others.items() if answer(test, other) is truth)
            fact = replace(fact, names=fact.names.union(full))
        if answer(test, fact) is (not truth):
            return
        # where a variable says that the code has cancelled this very task, the cancellation is its own
        if self._told_by and answer(test, replace(fact, names=self._told_by)) is truth:
            return
        yield replace(fact, asked=True) if self._answers.asks(test, fact) else fact

    def choose(self, item: Branch, arm: int, state: State, *, truth: bool) -> State:
        """``match error:`` with a class pattern is an ``isinstance``."""
        node = item.node
        if item.kind != "match" or not isinstance(node, cst.Match):
            return super().choose(item, arm, state, truth=truth)
        subject = dotted_text(node.subject)
        case = node.cases[arm]
        answer = self._answers.pattern(case.pattern, self._anchor(item.block))
        if case.guard is not None and answer:
            answer = None
        if answer is None or answer is truth:
            return state
        return frozenset(fact for fact in state if not isinstance(fact, Caught) or subject not in fact.names)

    # -- the answer ---------------------------------------------------------------------------------------------------

    def swallowers(self) -> Iterator[Swallower]:
        """What swallows a cancellation that the code has not caused itself."""
        for item, handler in self._tries.values():
            ways = set(self._leaves.get(handler, ()))
            raised = self._replaced.get(handler, "")
            if handler not in self._redeemed:
                ways |= self._kept.get(handler, set())
                asked = self._by_answer.get(handler, set())
                ways.update(way for way, _ in asked)
                raised = raised or max((other for _, other in asked), default="")
            if raised:
                ways.add(RAISE)
            points = self._foreign(self._waits.get(handler, ()))
            if ways and points and not self._within_handler(item) and not self._accounts(handler):
                yield Swallower(handler.node, handler, points, frozenset(ways), in_loop(item), raised)
        for call, (scope, waits) in self._suppressed.items():
            points = self._foreign(waits)
            if points and not self._within_handler(scope):
                yield Swallower(call, None, points, frozenset({NEXT}), in_loop(scope))

    def _accounts(self, handler: Handler) -> bool:
        """Whether a handler asks whose cancellation it has: ``uncancel()``, ``cancelling()``, ``task.cancelled()``."""
        calls = self._calls
        for op in handler.block.ops():
            if isinstance(op, Call) and isinstance(op.node.func, cst.Attribute):
                method = op.node.func.attr.value
                if method in {"uncancel", "cancelling"}:
                    return True
                if method in {"cancelled", "done"}:
                    keys = calls.keys(op.node.func.value, op)
                    if any(calls.awaited(point) & keys for point in self._waits.get(handler, ())):
                        return True
        return False

    def _within_handler(self, item: Try | With) -> bool:
        """Whether it stands in a handler that has a cancellation in hand: what comes second adds nothing."""
        return any(self._taken[handler] for handler in self._handlers_around(item))

    def _foreign(self, points: Iterable[Suspend]) -> tuple[Suspend, ...]:
        """Those of the points that wait for something else than a task that the code has cancelled."""
        return tuple(sorted((point for point in points if not self._is_own(point)), key=lambda point: point.index))

    def _is_own(self, point: Suspend) -> bool:
        calls = self._calls
        keys = calls.awaited(point)
        if not keys:
            return False
        if any(isinstance(fact, Cancelled) and fact.key in keys for fact in self.before.get(point, ())):
            return True
        # who cancels it here only after waiting for it has not been told by somebody else
        if keys & calls.in_function(self.function) or waits_first(self.function):
            return False
        return bool(keys & calls.elsewhere(self.function))
