"""Critical sections: which locks are held at each operation.

An immutable set of held locks flows through each function that touches a lock (`Flow`).  Locks are taken by ``with``, by
``acquire`` (also as a condition: ``if lock.acquire(timeout=1):`` holds it in the branch only), by an exit stack, by
helpers that return with a lock held, and by context managers of this module that yield inside one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.arguments import argument
from flake8_asyncsafe.model.effects import Effects
from flake8_asyncsafe.model.flow import NEXT, RETURN, Flow, Outcome
from flake8_asyncsafe.model.locks import Lock, Path
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Enter, Exit, Op, Suspend
from flake8_asyncsafe.model.scopes import Class, Function, Scope
from flake8_asyncsafe.model.values import ContextManager, FunctionRef, Instance, Method

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from flake8_asyncsafe.model.callgraph import Edge
    from flake8_asyncsafe.model.module import Module

_CALLS = frozenset({"acquire", "release", "enter_context", "enter_async_context"})
#: access paths of more attributes are not followed
_LONGEST_PATH = 4
_FLAG_VALUES = frozenset({"True", "False", "None"})
_HINTS = ("lock", "semaphore", "condition", "mutex", "guard", "acquire")


@dataclass(frozen=True, slots=True)
class Held:
    """One lock that is held: ``node`` is the expression that took it and ``op`` the operation.

    ``how``: with, acquire, helper (a function or context manager of this module took it), stack (an exit stack).
    ``blocking`` is false for a try-acquire.
    """

    lock: Lock
    node: cst.BaseExpression
    op: Op
    how: str
    blocking: bool = True
    stack: str = ""
    is_async: bool = False


@dataclass(frozen=True, slots=True)
class Locked:
    """The locks held at a point: on some path (``may``) and on every path (identities in ``must``)."""

    may: frozenset[Held] = frozenset()
    must: frozenset[tuple[object, ...]] = frozenset()

    def take(self, held: Held) -> Locked:
        """This state with one more lock held."""
        return Locked(self.may | {held}, self.must | {held.lock.identity})

    def drop(self, identity: tuple[object, ...]) -> Locked:
        """This state without a lock."""
        return Locked(frozenset(h for h in self.may if h.lock.identity != identity), self.must - {identity})

    def holding(self, identity: tuple[object, ...]) -> Held | None:
        """How a lock that is held on every path was taken, or None."""
        if identity not in self.must:
            return None
        return next((held for held in self.may if held.lock.identity == identity), None)


class LockFlow(Flow[Locked]):
    """The flow of held locks through one function."""

    def __init__(self, function: Function, sections: CriticalSections) -> None:
        super().__init__(function)
        self._sections = sections
        self._by_node = {call.node: call for call in function.calls}
        self.outcome: Outcome[Locked] = Outcome(self)
        self._awaited = {
            wait: call for call in function.calls if _method(call) == "acquire" and (wait := sections.await_of(call)) is not None
        }
        self._flags = sections.flags(function)
        #: (operation, lock given back) in the order reached
        self.releases: dict[tuple[Op, tuple[object, ...]], None] = {}

    def join(self, left: Locked, right: Locked) -> Locked:
        """Held on some path: union; held on every path: intersection."""
        return Locked(left.may | right.may, left.must & right.must)

    def transfer(self, op: Op, state: Locked) -> tuple[Locked, Locked]:
        """An acquire that raises has not acquired; a release that raises has released."""
        if isinstance(op, Enter):
            after = state
            for held in self._sections.entered(op):
                after = after.take(held)
            return after, state
        if isinstance(op, Exit):
            return self._leave(op, state), state
        if isinstance(op, Call):
            return self._call(op, state)
        if isinstance(op, Suspend) and op.node in self._awaited:
            # an async lock is taken when the await is over: cancelled in it, the task holds nothing
            return self._take(self._awaited[op.node], state)
        return state, state

    def _take(self, op: Call, state: Locked) -> tuple[Locked, Locked]:
        taken = self._sections.acquired(op)
        if taken is None or self._sections.is_condition(op):
            return state, state
        return state.take(taken), state

    def _leave(self, op: Exit, state: Locked) -> Locked:
        name = op.node.asname.name if op.node.asname is not None else None
        stack = dotted_text(name) if name is not None else ""
        for held in state.may:
            if held.op.node is op.node or (held.stack and held.stack == stack):
                state = state.drop(held.lock.identity)
        return state

    def _call(self, op: Call, state: Locked) -> tuple[Locked, Locked]:
        sections = self._sections
        taken = sections.acquired(op)
        if taken is not None:
            return (state, state) if taken.lock.kind is LockKind.ASYNC else self._take(op, state)
        freed = sections.released(op)
        if freed is not None:
            after = state.drop(freed.identity)
            self.releases[op, freed.identity] = None
            return after, after
        pushed = sections.pushed(op)
        if pushed is not None:
            return state.take(pushed), state
        after = state
        for identity in sections.entrusted(op):
            after = after.drop(identity)
        for lock, takes in sections.net_effects(op):
            after = after.take(Held(lock, op.node, op, "helper")) if takes else after.drop(lock.identity)
        return after, after if after.may <= state.may else state

    def refine(self, test: cst.BaseExpression | None, state: Locked, *, truth: bool) -> Locked:
        """``if lock.acquire(...)``: held where the test was true."""
        if test is None:
            return state
        todo = [(test, truth)]
        while todo:
            node, wanted = todo.pop()
            if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not):
                todo.append((node.expression, not wanted))
            elif isinstance(node, cst.BooleanOperation):
                if isinstance(node.operator, cst.And) is wanted:
                    todo += [(node.left, wanted), (node.right, wanted)]
            elif isinstance(node, cst.NamedExpr):
                todo.append((node.value, wanted))
            elif isinstance(node, cst.Await):
                todo.append((node.expression, wanted))
            elif isinstance(node, cst.Name) and not wanted and node.value in self._flags:
                # `taken = lock.acquire(False)` or `held = True` after it: without the flag the lock is not held
                for identity in self._flags[node.value] or [h.lock.identity for h in state.may if h.how == "acquire"]:
                    state = state.drop(identity)
            elif isinstance(node, cst.Call) and wanted and node in self._by_node:
                taken = self._sections.acquired(self._by_node[node])
                if taken is not None and self._sections.is_condition(self._by_node[node]):
                    state = state.take(taken)
        return state


class CriticalSections:
    """Held locks of every function of a module, computed for the functions that touch locks."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._locks = module.locks
        self._flows: dict[Function, LockFlow | None] = {}
        self._nets: dict[Function, tuple[tuple[Lock, bool], ...]] = {}
        source = module.lowered_source
        self._any = any(hint in source for hint in _HINTS)
        self._changers: frozenset[Function] | None = None
        self._acquisitions: Effects[Acquisition] | None = None

    def flow(self, function: Function) -> LockFlow | None:
        """The flow of held locks, or None for a function without lock operations."""
        if function in self._flows:
            return self._flows[function]
        self._flows[function] = None  # a recursive helper: its own effects are not known yet
        if self._any and self._touches(function):
            flow = LockFlow(function, self)
            flow.outcome = flow.run(Locked())
            self._flows[function] = flow
        return self._flows[function]

    def held(self, op: Op) -> Locked:
        """The locks held just before ``op``."""
        flow = self.flow(op.function)
        return flow.before.get(op, Locked()) if flow is not None else Locked()

    def _touches(self, function: Function) -> bool:
        for op in function.ops:
            if isinstance(op, Enter):
                return True
            if isinstance(op, Call) and _method(op) in _CALLS:
                return True
        changers = self._lock_changers()
        return any(edge.callee in changers for edge in self._module.graph.edges(function)) if changers else False

    def _lock_changers(self) -> frozenset[Function]:
        """Functions with an acquire or release of their own: they may return with the set of held locks changed."""
        if self._changers is None:
            self._changers = frozenset(
                call.function for call in self._module.calls() if _method(call) in {"acquire", "release"}
            )
        return self._changers

    # -- what single operations do ------------------------------------------------------------------------------------

    def entered(self, op: Enter) -> tuple[Held, ...]:
        """The locks that entering a with takes until it is left."""
        context = op.node.item
        is_async = op.scope.is_async
        lock = self._locks.entered(op)
        if lock is not None:
            return (Held(lock, context, op, "with", is_async=is_async),)
        found: list[Held] = []
        barred = self._barred(op)
        if barred is not None:
            found.append(Held(barred, context, op, "with", is_async=is_async))
        for value in self._module.values(context, op):
            if isinstance(value, ContextManager) and value.is_async == is_async:
                for inner in self.held_at_yield(value.of.function):
                    outer = self.translated(inner, value.of.function, value.node, op)
                    if outer is not None:
                        found.append(Held(outer, context, op, "helper", is_async=is_async))
            elif isinstance(value, Instance) and isinstance(value.type, Class):
                name = "__aenter__" if is_async else "__enter__"
                method = self._module.classes.method(value.type, name)
                if method is not None:
                    for inner, takes in self.net(method):
                        outer = self._from_self(inner, context, op)
                        if takes and outer is not None:
                            found.append(Held(outer, context, op, "helper"))
        return tuple(found)

    def _barred(self, op: Enter) -> Lock | None:
        """What the user's configuration says must not be held across an await."""
        patterns = self._module.settings.not_across_await
        if not patterns:
            return None
        context = op.node.item
        names = {value.type for value in self._module.values(context, op) if isinstance(value, Instance) and isinstance(value.type, str)}
        if isinstance(context, cst.Call):
            names |= self._module.names_of(context.func, op) | self._module.own_names(context.func, op)
        for pattern in patterns:
            if any(pattern.matches(name) for name in names):
                reason = pattern.advice or "the configuration says it must not be held across an await"
                return Lock(Path(("fresh", context)), self._module.source(context), None, pattern.glob, reason=reason)
        return None

    def method_of(self, op: Call) -> str:
        """The name of the method that a call calls ("" for plain functions)."""
        return _method(op)

    def await_of_op(self, op: Op) -> cst.CSTNode | None:
        """The await around an acquiring call, if there is one."""
        return self.await_of(op) if isinstance(op, Call) else None

    def acquired(self, op: Call) -> Held | None:
        """The lock that a call of ``acquire`` takes."""
        if _method(op) != "acquire" and not isinstance(op.node.func, cst.Name):
            return None
        lock = self._locks.method_call(op, "acquire")
        if lock is None:
            return None
        return Held(lock, op.node, op, "acquire", blocking=self.is_blocking(op))

    def await_of(self, op: Call) -> cst.CSTNode | None:
        """The await around an acquire, also ``await wait_for(lock.acquire(), 1)``; None if it is not awaited here."""
        node: cst.CSTNode | None = op.node
        for _ in range(6):
            node = self._module.parents.get(node) if node is not None else None
            if isinstance(node, cst.Await):
                return node
            if not isinstance(node, (cst.Arg, cst.Call)):
                return None
        return None

    def flags(self, function: Function) -> dict[str, list[tuple[object, ...]]]:
        """Locals that tell whether a lock is held: names bound to results of acquire, or to True and False only.

        The value lists the locks that the name tells about; empty means any (a plain flag).
        """
        by_node = {call.node: call for call in function.calls if _method(call) == "acquire"}
        found: dict[str, list[tuple[object, ...]]] = {}
        for name, writes in function.scope.bindings.items() if by_node else ():
            about: list[tuple[object, ...]] = []
            for write in writes:
                value = write.value.expression if isinstance(write.value, cst.Await) else write.value
                if write.how in {"assign", "ann", "walrus"} and isinstance(value, cst.Call) and value in by_node:
                    lock = self._locks.method_call(by_node[value], "acquire")
                    if lock is not None:
                        about.append(lock.identity)
                        continue
                if not (write.how in {"assign", "ann"} and isinstance(value, cst.Name) and value.value in _FLAG_VALUES):
                    break
            else:
                found[name] = about
        return found

    def is_blocking(self, op: Call) -> bool:
        """Whether an acquire waits as long as it takes: not ``acquire(False)``, nor with a timeout."""
        flag = argument(op.node, "blocking", 0) or argument(op.node, "block", 0)
        if isinstance(flag, cst.Name) and flag.value == "False":
            return False
        timeout = argument(op.node, "timeout", 1)
        return timeout is None or (isinstance(timeout, cst.UnaryOperation)) or (
            isinstance(timeout, cst.Name) and timeout.value == "None"
        )

    def is_condition(self, op: Call) -> bool:
        """Whether the result of an acquire decides a branch or loop directly."""
        use = self._module.use(op.node)
        if use.kind == "awaited" and isinstance(use.node, cst.Await):
            use = self._module.use(use.node)
        return use.kind == "tested" and not isinstance(use.node, cst.Assert)

    def released(self, op: Call) -> Lock | None:
        """The lock that a call of ``release`` gives back."""
        if _method(op) != "release" and not isinstance(op.node.func, cst.Name):
            return None
        return self._locks.method_call(op, "release")

    def pushed(self, op: Call) -> Held | None:
        """The lock that ``stack.enter_context(lock)`` takes until the stack is left."""
        if _method(op) not in {"enter_context", "enter_async_context"} or not op.node.args:
            return None
        assert isinstance(op.node.func, cst.Attribute)
        given = op.node.args[0].value
        lock = self._locks.lock(given, op)
        return Held(lock, given, op, "stack", stack=dotted_text(op.node.func.value)) if lock is not None else None

    def entrusted(self, op: Call) -> Iterator[tuple[object, ...]]:
        """The locks whose release a call is given to do later: ``stack.callback(lock.release)``, also in a lambda."""
        for arg in op.node.args:
            given = arg.value
            if isinstance(given, cst.Attribute) and given.attr.value == "release":
                lock = self._locks.lock(given.value, op)
                if lock is not None:
                    yield lock.identity
            elif isinstance(given, cst.Lambda):
                for value in self._module.values(given, op):
                    for call in value.function.calls if isinstance(value, FunctionRef) else ():
                        lock = self.released(call)
                        if lock is not None:
                            yield lock.identity

    def gives_back(self, function: Function, identity: tuple[object, ...]) -> bool:
        """Whether some operation of the function's own gives a lock back, or lets somebody else do it later."""
        for call in function.calls:
            lock = self.released(call)
            if (lock is not None and lock.identity == identity) or identity in self.entrusted(call):
                return True
            if any(lock.identity == identity and not takes for lock, takes in self.net_effects(call)):
                return True
        return False

    # -- what helpers do ----------------------------------------------------------------------------------------------

    def held_at_yield(self, function: Function) -> tuple[Lock, ...]:
        """The locks that a generator holds at each of its yields."""
        flow = self.flow(function)
        if flow is None or not function.yields:
            return ()
        states = [flow.before[op] for op in function.yields if op in flow.before]
        if not states:
            return ()
        common = frozenset.intersection(*(state.must for state in states))
        return tuple({held.lock.identity: held.lock for held in states[0].may if held.lock.identity in common}.values())

    def net(self, function: Function) -> tuple[tuple[Lock, bool], ...]:
        """(lock, taken or given back) for the locks that calling a plain function leaves changed."""
        found = self._nets.get(function)
        if found is not None:
            return found
        self._nets[function] = ()
        flow = self.flow(function)
        changes: dict[tuple[object, ...], tuple[Lock, bool]] = {}
        if flow is not None and not function.is_generator:
            ends = [state for way in (NEXT, RETURN) if (state := flow.outcome.get(way)) is not None]
            if ends:
                must = frozenset.intersection(*(state.must for state in ends))
                for state in ends:
                    for held in state.may:
                        if held.lock.identity in must and held.how in {"acquire", "helper"}:
                            changes[held.lock.identity] = (held.lock, True)
            for call in function.calls:
                freed = self.released(call)
                if freed is not None and call in flow.before and freed.identity not in flow.before[call].must:
                    changes[freed.identity] = (freed, False)
        self._nets[function] = tuple(changes.values())
        return self._nets[function]

    def net_effects(self, op: Call) -> Iterator[tuple[Lock, bool]]:
        """The locks that a call of this module's functions leaves taken (True) or given back (False)."""
        if not self._lock_changers():
            return
        for target in self._module.targets(op):
            if isinstance(target, (FunctionRef, Method)) and not target.function.is_generator:
                if target.function.is_async and self._module.use(op.node).kind != "awaited":
                    continue
                for lock, takes in self.net(target.function):
                    outer = self.translated(lock, target.function, op.node, op)
                    if outer is not None:
                        yield outer, takes

    def translated(self, lock: Lock, callee: Function, call: cst.Call, op: Op) -> Lock | None:
        """What a lock of ``callee`` is to the caller: its self is the receiver, its parameters the arguments."""
        root = lock.path.root
        if root[0] in {"global", "class"}:
            return lock
        if root[0] == "self":
            if isinstance(call.func, cst.Attribute):
                if _is_super(call.func.value):
                    return lock
                return self._from_self(lock, call.func.value, op)
            if callee.parent is not None and callee.receiver is None:
                return lock  # a closure in the same method
            return None
        if root[0] == "local":
            for place, param in enumerate(callee.params):
                if isinstance(param.node, cst.Param) and param.node.name.value == root[2] and callee.scope is root[1]:
                    offset = 1 if callee.receiver is not None else 0
                    given = argument(call, param.node.name.value, place - offset)
                    if given is None:
                        return None
                    path, single = self._locks.path(given, op)
                    return replace(lock, path=Path(path.root, (*path.steps, *lock.path.steps)), single=single and lock.single)
            # a variable of an enclosing function is the same one for its closures; the callee's own is nobody else's
            scope = root[1]
            return lock if isinstance(scope, Scope) and scope.function is not callee else None
        return None

    def _from_self(self, lock: Lock, receiver: cst.BaseExpression, op: Op) -> Lock | None:
        if lock.path.root[0] != "self":
            return lock if lock.path.root[0] in {"global", "class"} else None
        path, single = self._locks.path(receiver, op)
        if path.root[0] == "fresh" or len(path.steps) + len(lock.path.steps) > _LONGEST_PATH:
            return None  # a recursive structure: child.child.child...
        return replace(lock, path=Path(path.root, (*path.steps, *lock.path.steps)), single=single and lock.single)

    # -- acquisitions through calls -----------------------------------------------------------------------------------

    def direct(self, function: Function) -> Iterator[Held]:
        """The locks that a function's own operations take, as they take them."""
        for op in function.ops:
            if isinstance(op, Enter):
                yield from (held for held in self.entered(op) if held.how == "with")
            elif isinstance(op, Call):
                held = self.acquired(op) or self.pushed(op)
                if held is not None:
                    yield held

    @property
    def acquisitions(self) -> Effects[Acquisition]:
        """Which locks running a function takes, by itself or through its callees, with chains."""
        if self._acquisitions is None:

            def seeds() -> Iterator[tuple[Function, cst.CSTNode, Acquisition]]:
                for function in self._module.functions if self._any else ():
                    freed = set()
                    for call in function.calls:
                        lock = self.released(call)
                        if lock is not None:
                            freed.add(lock.identity)
                    for held in self.direct(function):
                        # a helper that gives the lock back first (unlock, wait, lock again) is the caller's own protocol
                        relock = held.how == "acquire" and held.lock.identity in freed
                        if held.blocking and not (relock and self._frees_first(function, held)):
                            yield function, held.node, Acquisition(held.lock, held.op)

            self._acquisitions = Effects(
                self._module.graph, seeds(), key=_identity, translate=self._along, through=self.runs_now
            )
        return self._acquisitions

    def _frees_first(self, function: Function, held: Held) -> bool:
        for call in function.calls:
            if call.index >= held.op.index:
                return False
            lock = self.released(call)
            if lock is not None and lock.identity == held.lock.identity:
                return True
        return False

    def _along(self, what: Acquisition, edge: Edge) -> Acquisition | None:
        lock = self.along(what.lock, edge)
        return Acquisition(lock, what.op) if lock is not None else None

    def along(self, lock: Lock, edge: Edge) -> Lock | None:
        """What a lock of an edge's callee is to its caller."""
        node = edge.node
        if edge.how in {"call", "inline", "wrapper"} and isinstance(node, cst.Call):
            return self.translated(lock, edge.callee, node, edge.op)
        if edge.how == "property" and isinstance(node, cst.Attribute):
            return self._from_self(lock, node.value, edge.op)
        if edge.how in {"enter", "exit", "iterate"} and isinstance(node, cst.BaseExpression):
            if isinstance(node, cst.Call) and edge.callee.is_generator:
                return self.translated(lock, edge.callee, node, edge.op)
            return self._from_self(lock, node, edge.op)
        return lock if lock.path.root[0] in {"global", "class"} else None

    def runs_now(self, edge: Edge) -> bool:
        """Whether the callee has run when the operation is done: a plain call, or a coroutine that is awaited at once."""
        if not edge.awaited:
            return True
        return edge.how in {"enter", "exit", "iterate"} or (
            isinstance(edge.node, cst.Call) and self._module.use(edge.node).kind == "awaited"
        )


@dataclass(frozen=True, slots=True)
class Acquisition:
    """A lock that running some function takes, and the operation that takes it."""

    lock: Lock
    op: Op


def _identity(what: Acquisition) -> Hashable:
    return what.lock.identity


def _method(call: Call) -> str:
    func = call.node.func
    return func.attr.value if isinstance(func, cst.Attribute) else ""


def _is_super(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value == "super"
