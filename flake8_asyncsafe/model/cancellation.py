"""Cancellation: which handlers take one, and what becomes of it.

A cancellation is an exception that is raised at a suspension point.  It is followed from there through handlers,
``finally`` and ``suppress``: `Flying` while it is raised, `Caught` while a handler has it.  A handler swallows it if it
can leave its ``try`` other than by raising it again, and nothing raises it later from where it was kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Where
from flake8_asyncsafe.model.cancel_calls import CancelCalls, Key
from flake8_asyncsafe.model.flow import BREAK, CONTINUE, NEXT, RAISE, RETURN, Flow, Outcome
from flake8_asyncsafe.model.inference.classes import decorator_names
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Call, Handler, Loop, Op, Raise, Suspend, Try, With, Write, enclosing
from flake8_asyncsafe.model.values import ClassRef, Display, External, FunctionRef, Method

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block
    from flake8_asyncsafe.model.scopes import Function, Scope

ASYNCIO, TRIO = "asyncio", "trio"
_EVERY = frozenset({ASYNCIO, TRIO})
_NAMED = {
    "asyncio.CancelledError": frozenset({ASYNCIO}),
    "asyncio.exceptions.CancelledError": frozenset({ASYNCIO}),
    "trio.Cancelled": frozenset({TRIO}),
    "builtins.BaseException": _EVERY,
}
_STARS = {"asyncio.CancelledError", "asyncio.exceptions.CancelledError", "trio.Cancelled"}
_GETTER = "get_cancelled_exc_class"
#: what ends a program or a generator is no failure that somebody retries
_FINAL = frozenset(
    f"builtins.{name}"
    for name in ("KeyboardInterrupt", "SystemExit", "GeneratorExit", "BaseExceptionGroup", "BaseException")
)
_ENDS = frozenset({"sys.exit", "os._exit", "os.abort", "builtins.exit", "builtins.quit"})
#: says "never comes here", or is a cancellation of another library
_NO_REPLACEMENT = frozenset({"AssertionError", "CancelledError", "Cancelled"})
_DEEPEST = 8
_KEEPS = frozenset({"append", "add", "appendleft", "insert", "extend"})


@dataclass(frozen=True, slots=True)
class Flying:
    """A cancellation raised at ``point`` is on its way; ``by`` is the handler that has raised it again."""

    point: Suspend
    by: Handler | None = None


@dataclass(frozen=True, slots=True)
class Caught:
    """``handler`` has caught a cancellation and not raised it again.

    ``names`` hold the exception, or a flag that says so; ``holder`` is the handler in which a bare ``raise`` raises it;
    ``raised`` is what is being raised in its place.
    """

    handler: Handler
    names: frozenset[str]
    holder: Handler | None
    raised: str = ""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The code has cancelled the task of this key."""

    key: Key


Fact = Flying | Caught | Cancelled
State = frozenset[Fact]


@dataclass(frozen=True, slots=True)
class Swallower:
    """A place where cancellations end.

    ``node`` is the except clause or the call of ``suppress``, ``handler`` None for the latter; ``points`` are the
    suspension points whose cancellations end there, ``ways`` how control goes on (NEXT, BREAK, CONTINUE, RETURN; RAISE:
    by raising ``raised`` in its place), ``in_loop`` whether it stands in a loop.
    """

    node: cst.CSTNode
    handler: Handler | None
    points: tuple[Suspend, ...]
    ways: frozenset[str]
    in_loop: bool
    raised: str = ""


class Cancellation:
    """The swallowed cancellations of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self.calls = CancelCalls(module)
        self._never: dict[Function, bool] = {}

    # -- what a handler catches ---------------------------------------------------------------------------------------

    def kinds(self, kind: cst.BaseExpression | None, op: Op) -> frozenset[str]:
        """Which libraries' cancellation an ``except`` of this type catches; None is a bare one."""
        return _EVERY if kind is None else self.classes(kind, op)[0]

    def classes(self, node: cst.BaseExpression, op: Op, depth: int = 0) -> tuple[frozenset[str], bool]:
        """(which cancellations a class or tuple of classes covers, whether all of it is known)."""
        if depth > _DEEPEST:
            return frozenset(), False
        if isinstance(node, (cst.Tuple, cst.List, cst.Set)):
            return _union(self.classes(each.value, op, depth + 1) for each in node.elements)
        if isinstance(node, cst.BinaryOperation):
            return _union(self.classes(each, op, depth + 1) for each in (node.left, node.right))
        if isinstance(node, cst.Call):
            names = self._module.names_of(node.func, op) | {dotted_text(node.func)}
            return (_EVERY, True) if any(name.rpartition(".")[2] == _GETTER for name in names) else (frozenset(), False)
        if isinstance(node, cst.Name):
            scope = op.block.scope.lookup(node.value)
            if scope is None:
                found = self._from_star(node.value, op.block.scope)
                if found is not None:
                    return found, True
            else:
                values = [
                    self.classes(write.value, write, depth + 1)
                    for write in scope.bindings[node.value]
                    if write.how in {"assign", "ann", "walrus", "param"} and write.value is not None and not write.path
                ]
                if any(write.how.startswith("param") for write in scope.bindings[node.value]):
                    values.append((frozenset(), False))  # whatever a caller gives; only the default is known
                if values:
                    return _union(values)
        return self._by_value(node, op, depth)

    def _by_value(self, node: cst.BaseExpression, op: Op, depth: int) -> tuple[frozenset[str], bool]:
        groups: list[tuple[frozenset[str], bool]] = []
        for value in self._module.values(node, op):
            if isinstance(value, External):
                groups.append((_NAMED.get(value.name, frozenset()), True))
            elif isinstance(value, ClassRef):
                groups.append((frozenset(), True))
            elif isinstance(value, Display) and value.node is not node:
                inside = next((each for each in reversed(value.block.items) if isinstance(each, Op)), op)
                groups.append(self.classes(value.node, inside, depth + 1))
            else:
                groups.append((frozenset(), False))
        return _union(groups)

    @staticmethod
    def _from_star(name: str, scope: Scope | None) -> frozenset[str] | None:
        while scope is not None:
            for star in scope.stars:
                if f"{star}.{name}" in _STARS:
                    return _NAMED[f"{star}.{name}"]
            scope = scope.parent
        return None

    def suppressor(self, node: cst.BaseExpression, op: Op) -> cst.Call | None:
        """The call of ``contextlib.suppress`` that an expression is, if it lets a cancellation vanish."""
        if isinstance(node, cst.Name):
            scope = op.block.scope.lookup(node.value)
            writes = scope.bindings[node.value] if scope is not None else []
            if len(writes) != 1 or writes[0].how != "assign" or not isinstance(writes[0].value, cst.Call):
                return None
            node, op = writes[0].value, writes[0]
        if not isinstance(node, cst.Call) or "contextlib.suppress" not in self._module.names_of(node.func, op):
            return None
        return node if any(self.kinds(arg.value, op) for arg in node.args) else None

    # -- the answer ---------------------------------------------------------------------------------------------------

    def swallowers(self) -> Iterator[Swallower]:
        """Every place of the module that swallows the cancellation of something it has not cancelled itself."""
        outermost: frozenset[Function] | None = None
        for function in self._module.coroutines:
            flow = self._flow(function)
            if flow is None:
                continue
            flow.run(frozenset())
            found = list(flow.swallowers())
            if found and outermost is None:
                outermost = self._outermost()
            if found and outermost is not None and function not in outermost:
                yield from found

    def _flow(self, function: Function) -> CancellationFlow | None:
        if not function.suspends:
            return None
        flow = CancellationFlow(function, self, self._module)
        return flow if flow.catches else None

    def _outermost(self) -> frozenset[Function]:
        """The coroutines that only a runner runs: nobody is left who could be waiting for their end."""
        run: dict[Function, set[cst.CSTNode]] = {}
        also: set[Function] = set()
        for spawn in self._module.spawns.all():
            if spawn.function is not None:
                if spawn.where is Where.NEW_LOOP:
                    run.setdefault(spawn.function, set()).add(spawn.argument)
                else:
                    also.add(spawn.function)
        for function in self._module.coroutines:
            if function.name.startswith("test_") or function.name == "test":
                run.setdefault(function, set())
        return frozenset(
            function
            for function, arguments in run.items()
            if function not in also
            and all(edge.node in arguments for _, edge in self._module.graph.callers(function))
        )

    def never_returns(self, op: Call) -> bool:
        """Whether a call certainly ends by an exception, as ``sys.exit`` and helpers that always raise."""
        if self._module.names_of(op.node.func, op) & _ENDS:
            return True
        targets = self._module.targets(op)
        return bool(targets) and all(
            isinstance(target, (FunctionRef, Method)) and self._always_raises(target.function) for target in targets
        )

    def raises_for(self, op: Call, names: frozenset[str]) -> bool:
        """Whether a helper of this module is handed a caught exception and may raise it for its caller."""
        if not names or not any(dotted_text(arg.value) in names for arg in op.node.args):
            return False
        targets = self._module.targets(op)
        return any(isinstance(target, (FunctionRef, Method)) and _raises_given(target.function) for target in targets)

    def _always_raises(self, function: Function) -> bool:
        if function not in self._never:
            self._never[function] = False  # cuts recursion
            if not function.is_generator and not function.decorators and not function.returns:
                flow = _Reach(function, self)
                self._never[function] = not flow.run(True).get(NEXT)
        return self._never[function]


class _Reach(Flow[bool]):
    """Whether the end of a function can be reached."""

    def __init__(self, function: Function, cancellation: Cancellation) -> None:
        super().__init__(function)
        self._cancellation = cancellation

    def join(self, left: bool, right: bool) -> bool:
        """Reached if either path is."""
        return left or right

    def transfer(self, op: Op, state: bool) -> tuple[bool, bool]:
        """Nothing is reached after a call that does not come back."""
        return state and not (isinstance(op, Call) and self._cancellation.never_returns(op)), state


class CancellationFlow(Flow[State]):
    """The flow of cancellations through one coroutine."""

    def __init__(self, function: Function, cancellation: Cancellation, module: Module) -> None:
        super().__init__(function)
        self._cancellation = cancellation
        self._module = module
        self._by_node = {call.node: call for call in function.calls}
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
        #: handlers within others that catch what was raised in the place of a cancellation
        self._in_place: dict[Handler, str] = {}
        self._redeemed: set[Handler] = set()
        self._waits: dict[Handler, dict[Suspend, None]] = {}
        self._suppressed: dict[cst.Call, tuple[With, dict[Suspend, None]]] = {}
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
                    call = self._cancellation.suppressor(item.context, item.enter)
                    if call is not None:
                        self._suppressors[item] = call
                if isinstance(item, With):
                    self._find_pushed(item)

    def _order(self, item: Try) -> None:
        left = _EVERY
        anchor = self._anchor(item.block)
        for handler in item.handlers:
            kinds = self._cancellation.kinds(handler.type, anchor)
            # a handler for everything after one for a cancellation by name: the library in use has been dealt with
            self._taken[handler] = frozenset() if kinds == _EVERY and left != _EVERY else kinds & left
            left = left - kinds if kinds != _EVERY else frozenset()
            self._tries[handler.node] = item, handler

    def _find_pushed(self, item: With) -> None:
        name = item.item.asname
        stack = dotted_text(name.name) if name is not None else ""
        for call in self.function.calls if stack else ():
            pushes = dotted_text(call.node.func) == f"{stack}.enter_context"
            if pushes and any(self._cancellation.suppressor(arg.value, call) for arg in call.node.args):
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
        else:
            keys = self._cancellation.calls.cancelled_by(op)
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
        getter = isinstance(kind, cst.Call) and dotted_text(kind.func).endswith(_GETTER)
        return getter or (self._taken[handler] == _EVERY and self._module.library != "asyncio")

    def may_raise(self, op: Op) -> bool:
        """Tests of the type of an exception do not raise one."""
        plain = isinstance(op, Call) and dotted_text(op.node.func) in {"isinstance", "issubclass", "type"}
        return not plain and super().may_raise(op)

    def _cancellable(self, op: Suspend) -> bool:
        if op.lazy or (op.how == "yield" and not self._yields):
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
        if method in {"__exit__", "__aexit__"} or self._cancels_itself(op) or self._cancellation.never_returns(op):
            settled = caught
        else:
            settled = [fact for fact in caught if self._cancellation.raises_for(op, fact.names)]
        self._redeemed.update(fact.handler for fact in settled)
        state = state.difference(settled)
        if method in _KEEPS and isinstance(func, cst.Attribute):
            owner = dotted_text(func.value)
            for fact in caught:
                if owner and any(_mentions(arg.value, fact.names) for arg in op.node.args):
                    state = (state - {fact}) | {replace(fact, names=fact.names | {owner})}
        return state

    def _cancels_itself(self, op: Call) -> bool:
        func = op.node.func
        if not isinstance(func, cst.Attribute) or func.attr.value != "cancel":
            return False
        owner: cst.BaseExpression | None = func.value
        if isinstance(owner, cst.Name):
            scope = op.block.scope.lookup(owner.value)
            writes = scope.bindings[owner.value] if scope is not None else []
            owner = writes[0].value if len(writes) == 1 else None
        return isinstance(owner, cst.Call) and dotted_text(owner.func).rpartition(".")[2] == "current_task"

    def _write(self, op: Write, state: State) -> State:
        if op.how == "except":
            return state
        node = op.node.value if isinstance(op.node, cst.Subscript) else op.node
        target = dotted_text(node) if isinstance(node, cst.BaseExpression) else ""
        gone = self._cancellation.calls.forgotten(op)
        found: set[Fact] = set()
        for fact in state:
            if isinstance(fact, Cancelled) and fact.key == gone:
                continue
            if isinstance(fact, Caught) and target:
                keeps = op.value is not None and (
                    _mentions(op.value, fact.names) or (_is_flag(op.value) and fact.holder is not None)
                )
                if keeps:
                    found.add(replace(fact, names=fact.names | {target}))
                    continue
                if op.how != "aug" and not isinstance(op.node, cst.Subscript):
                    found.add(replace(fact, names=fact.names - {target}))
                    continue
            found.add(fact)
        return frozenset(found)

    def _raise(self, op: Raise, state: State) -> State:
        exc = op.node.exc
        inner = handler_around(op)
        failed: set[Fact] = {fact for fact in state if isinstance(fact, Cancelled)}
        for fact in state:
            if not isinstance(fact, Caught):
                continue
            if exc is None:
                again = fact.holder is not None and fact.holder is inner
            else:
                again = _is_held(exc, fact.names) or self._is_cancellation(exc, op)
            if again:
                self._redeemed.add(fact.handler)
                failed.update(Flying(point, fact.handler) for point in self._waits.get(fact.handler, ()))
            elif inner in self._in_place and (exc is None or dotted_text(exc) == inner.name):
                failed.add(replace(fact, raised=self._in_place[inner]))
            elif exc is not None and fact.holder is not None and self._is_replacement(op, exc):
                what = exc.func if isinstance(exc, cst.Call) else exc
                failed.add(replace(fact, raised=self._module.source(what)))
        return frozenset(failed)

    def _is_cancellation(self, exc: cst.BaseExpression, op: Op) -> bool:
        what = exc.func if isinstance(exc, cst.Call) else exc
        if isinstance(exc, cst.Call) and self._cancellation.classes(exc, op)[0]:
            return True
        for value in self._module.values(what, op):
            if isinstance(value, ClassRef):
                bases = set(self._module.classes.external_bases(value.cls))
                if bases & (_FINAL | _NAMED.keys()):
                    return True
            elif isinstance(value, External) and value.name in _FINAL:
                return True
        return bool(self._cancellation.classes(what, op)[0])

    def _is_replacement(self, op: Raise, exc: cst.BaseExpression) -> bool:
        """Whether a raise certainly raises something else: a class, not a variable or what a function returns."""
        what = exc.func if isinstance(exc, cst.Call) else exc
        last = dotted_text(what).rpartition(".")[2].lstrip("_")
        if last in _NO_REPLACEMENT:
            return False
        return last[:1].isupper() or (op.node.cause is not None and not isinstance(exc, cst.Call))

    # -- handlers -----------------------------------------------------------------------------------------------------

    def handles_all(self, node: cst.ExceptHandler | cst.ExceptStarHandler) -> bool:
        """Whether a handler lets nothing pass (also by another name of BaseException)."""
        _, handler = self._tries[node]
        return handler.type is None or (
            super().handles_all(node) and bool(self._cancellation.kinds(handler.type, self._anchor(handler.block)))
        )

    def handler_entry(self, node: cst.ExceptHandler | cst.ExceptStarHandler, state: State) -> State | None:
        """The cancellations that this handler takes are caught; those of handlers around it stay so."""
        item, handler = self._tries[node]
        around = set(self._handlers_around(item))
        entry: set[Fact] = set()
        for fact in state:
            if isinstance(fact, Cancelled):
                entry.add(fact)
            elif isinstance(fact, Caught) and fact.handler in around:
                if fact.raised and _takes_errors(item.handlers[: item.handlers.index(handler)]):
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
        if _takes_errors(item.handlers):
            state = frozenset(fact for fact in state if not isinstance(fact, Caught) or not fact.raised)
        return state

    def _try(self, item: Try, start: State) -> Any:
        out: Outcome[State] = yield from super()._try(item, start)
        if not item.handlers:
            return out
        own = set(item.handlers)
        for way, state in list(out.states.items()):
            out.states[way] = frozenset(self._leave(way, state, own))
        return out

    def _leave(self, way: str, state: State, own: set[Handler]) -> Iterator[Fact]:
        """What is left of a state when control leaves a try: its own handlers no longer hold anything."""
        for fact in state:
            if not isinstance(fact, Caught):
                yield fact
            elif fact.handler in own:
                names = fact.names - {fact.handler.name or ""}
                if way == RAISE:
                    if fact.raised:
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

    def _with(self, item: With, start: State) -> Any:
        out: Outcome[State] = yield from super()._with(item, start)
        raised = out.get(RAISE)
        call = self._suppressors.get(item)
        flying = [fact for fact in raised or () if isinstance(fact, Flying)]
        if call is not None and raised is not None:
            _, points = self._suppressed.setdefault(call, (item, {}))
            points.update((fact.point, None) for fact in flying)
            out.states[RAISE] = raised.difference(flying)
        for pushed in self._pushed.get(item, ()):
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
        other = not truth
        return frozenset(fact for fact in state if not isinstance(fact, Caught) or self._test(test, fact) is not other)

    def _test(self, node: cst.BaseExpression, fact: Caught, depth: int = 0) -> bool | None:
        """What a test says if a cancellation was caught; None if that depends."""
        if depth > _DEEPEST:
            return None
        if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not):
            inner = self._test(node.expression, fact, depth + 1)
            return None if inner is None else not inner
        if isinstance(node, cst.BooleanOperation):
            sides = {self._test(node.left, fact, depth + 1), self._test(node.right, fact, depth + 1)}
            decisive = isinstance(node.operator, cst.Or)
            return decisive if decisive in sides else (not decisive if sides == {not decisive} else None)
        if isinstance(node, (cst.Name, cst.Attribute)):
            return True if dotted_text(node) in fact.names else None
        called = dotted_text(node.func) if isinstance(node, cst.Call) and len(node.args) == 2 else ""
        if isinstance(node, cst.Call) and called in {"isinstance", "issubclass"}:
            about = self._is_about(node.args[0].value, fact)
            return self._covers(node.args[1].value, self._by_node.get(node)) if about else None
        if isinstance(node, cst.Comparison) and len(node.comparisons) == 1:
            return self._compare(node, fact)
        return None

    def _compare(self, node: cst.Comparison, fact: Caught) -> bool | None:
        target = node.comparisons[0]
        negative = isinstance(target.operator, (cst.IsNot, cst.NotEqual, cst.NotIn))
        if not negative and not isinstance(target.operator, (cst.Is, cst.Equal, cst.In)):
            return None
        if dotted_text(node.left) in fact.names:
            return negative if dotted_text(target.comparator) == "None" else None
        if isinstance(node.left, cst.Call) and self._is_about(node.left, fact):
            same = self._covers(target.comparator, self._by_node.get(node.left))
            return None if same is None else same is not negative
        return None

    @staticmethod
    def _is_about(node: cst.BaseExpression, fact: Caught) -> bool:
        """Whether an expression is the caught exception or its type."""
        if isinstance(node, cst.Call) and dotted_text(node.func) == "type" and len(node.args) == 1:
            node = node.args[0].value
        if isinstance(node, cst.Attribute) and node.attr.value == "__class__":
            node = node.value
        return dotted_text(node) in fact.names

    def _covers(self, node: cst.BaseExpression, op: Op | None) -> bool | None:
        if op is None:
            return None
        kinds, known = self._cancellation.classes(node, op)
        return True if kinds else (False if known else None)

    def choose(self, item: Branch, arm: int, state: State, *, truth: bool) -> State:
        """``match error:`` with a class pattern is an ``isinstance``."""
        node = item.node
        if item.kind != "match" or not isinstance(node, cst.Match):
            return super().choose(item, arm, state, truth=truth)
        subject = dotted_text(node.subject)
        case = node.cases[arm]
        answer = self._pattern(case.pattern, self._anchor(item.block))
        if case.guard is not None and answer:
            answer = None
        if answer is None or answer is truth:
            return state
        return frozenset(fact for fact in state if not isinstance(fact, Caught) or subject not in fact.names)

    def _pattern(self, pattern: cst.MatchPattern, op: Op) -> bool | None:
        if isinstance(pattern, cst.MatchAs):
            return True if pattern.pattern is None else self._pattern(pattern.pattern, op)
        if isinstance(pattern, cst.MatchClass):
            answer = self._covers(pattern.cls, op)
            return None if answer and (pattern.patterns or pattern.kwds) else answer
        if isinstance(pattern, cst.MatchOr):
            answers = {self._pattern(each.pattern, op) for each in pattern.patterns}
            return True if True in answers else (False if answers == {False} else None)
        return None

    # -- the answer ---------------------------------------------------------------------------------------------------

    def swallowers(self) -> Iterator[Swallower]:
        """What swallows a cancellation that the code has not caused itself."""
        for item, handler in self._tries.values():
            ways = set(self._leaves.get(handler, ()))
            if handler not in self._redeemed:
                ways |= self._kept.get(handler, set())
            raised = self._replaced.get(handler, "")
            if raised:
                ways.add(RAISE)
            points = self._foreign(self._waits.get(handler, ()))
            if ways and points and not self._within_handler(item) and not self._accounts(handler):
                yield Swallower(handler.node, handler, points, frozenset(ways), _in_loop(item), raised)
        for call, (scope, waits) in self._suppressed.items():
            points = self._foreign(waits)
            if points and not self._within_handler(scope):
                yield Swallower(call, None, points, frozenset({NEXT}), _in_loop(scope))

    def _accounts(self, handler: Handler) -> bool:
        """Whether a handler asks whose cancellation it has: ``uncancel()``, ``cancelling()``, ``task.cancelled()``."""
        calls = self._cancellation.calls
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
        calls = self._cancellation.calls
        keys = calls.awaited(point)
        if not keys:
            return False
        if any(isinstance(fact, Cancelled) and fact.key in keys for fact in self.before.get(point, ())):
            return True
        # who cancels it here only after waiting for it has not been told by somebody else
        return not keys & calls.in_function(self.function) and bool(keys & calls.elsewhere(self.function))


def _union(groups: Iterable[tuple[frozenset[str], bool]]) -> tuple[frozenset[str], bool]:
    kinds: frozenset[str] = frozenset()
    known = True
    for each, sure in groups:
        kinds |= each
        known = known and sure
    return kinds, known


def _mentions(node: cst.BaseExpression, names: frozenset[str]) -> bool:
    """Whether an expression hands on one of the names: itself, in a display, or as an argument."""
    todo: list[cst.CSTNode] = [node]
    while todo:
        each = todo.pop()
        if isinstance(each, (cst.Name, cst.Attribute)):
            if dotted_text(each) in names:
                return True
            if isinstance(each, cst.Attribute):
                todo.append(each.value)
        elif isinstance(each, cst.Call) and dotted_text(each.func) == "sys.exc_info":
            return True
        elif not isinstance(each, (cst.Lambda, cst.BaseString)):
            todo.extend(each.children)
    return False


def _is_held(node: cst.BaseExpression, names: frozenset[str]) -> bool:
    """Whether ``raise node`` raises what a name holds: ``error``, ``errors[0]``, ``error.with_traceback(None)``."""
    while True:
        if dotted_text(node) in names:
            return True
        if isinstance(node, (cst.Attribute, cst.Subscript)):
            node = node.value
        elif isinstance(node, cst.Call) and dotted_text(node.func) == "type" and node.args:
            node = node.args[0].value
        elif isinstance(node, cst.Call):
            node = node.func
        else:
            return False


def _takes_errors(handlers: Iterable[Handler]) -> bool:
    """Whether one of the handlers is an ``except Exception``."""
    return any(isinstance(each.type, cst.Name) and each.type.value == "Exception" for each in handlers)


def _raises_given(function: Function) -> bool:
    """Whether a function somewhere raises one of its parameters, or what its caller is handling."""
    given = {write.node.name.value for write in function.params if isinstance(write.node, cst.Param)}
    for op in function.ops:
        if isinstance(op, Raise):
            exc = op.node.exc
            if exc is None and handler_around(op) is None:
                return True
            if isinstance(exc, cst.Name) and exc.value in given:
                return True
    return False


def handler_around(op: Op) -> Handler | None:
    """The innermost handler in which an operation stands."""
    for compound, block in enclosing(op.block):
        if isinstance(compound, Try):
            for handler in compound.handlers:
                if handler.block is block:
                    return handler
    return None


def _is_flag(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Name) and node.value == "True"


def _in_loop(item: Try | With) -> bool:
    return any(
        isinstance(compound, Loop) and block is not compound.orelse for compound, block in enclosing(item.block)
    )


__all__ = ["BREAK", "CONTINUE", "NEXT", "RAISE", "RETURN", "Cancellation", "Swallower"]
