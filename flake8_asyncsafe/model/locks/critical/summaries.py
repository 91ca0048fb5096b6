"""What helpers do to locks: what a call leaves taken or given back, and what it takes on the way.

A lock of the callee is translated to the caller: its ``self`` is the receiver, its parameters are the arguments.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Form, Where
from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.calls.effects import Effects
from flake8_asyncsafe.model.calls.sites import Site
from flake8_asyncsafe.model.flow import NEXT, RETURN
from flake8_asyncsafe.model.locks.critical.operations import ACQUIRING, method_of
from flake8_asyncsafe.model.locks.critical.state import Held
from flake8_asyncsafe.model.locks.identity import Lock, Path
from flake8_asyncsafe.model.ops import Branch, Call, enclosing
from flake8_asyncsafe.model.scopes import Function, Scope
from flake8_asyncsafe.model.values import ClassRef, FunctionRef, Method, join

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from flake8_asyncsafe.model.calls.edges import Edge
    from flake8_asyncsafe.model.calls.effects import Effect
    from flake8_asyncsafe.model.locks.critical.sections import CriticalSections
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op

#: access paths of more attributes are not followed
_LONGEST_PATH = 4


@dataclass(frozen=True, slots=True)
class Acquisition:
    """A lock that running some function takes, and the operation that takes it."""

    lock: Lock
    op: Op


class Summaries:
    """Effects of the functions of one module on locks."""

    def __init__(self, module: Module, sections: CriticalSections) -> None:
        self._module = module
        self._locks = module.locks
        self._sections = sections
        self._nets: dict[Function, tuple[tuple[Held, bool], ...]] = {}
        self._changers: frozenset[Function] | None = None
        self._acquisitions: Effects[Acquisition] | None = None

    # -- what a call leaves changed -----------------------------------------------------------------------------------

    @property
    def changers(self) -> frozenset[Function]:
        """Functions with an acquire or release of their own: they may return with the set of held locks changed."""
        if self._changers is None:
            self._changers = frozenset(
                call.function
                for call in self._module.calls()
                if method_of(call) in ACQUIRING or method_of(call) == "release"
            )
        return self._changers

    def held_at_yield(self, function: Function) -> tuple[Held, ...]:
        """The locks that a generator holds at each of its yields."""
        if function.is_stub:
            return self._module.outside.held_at_yield(function)
        flow = self._sections.flow(function)
        if flow is None or not function.yields:
            return ()
        states = [flow.before[op] for op in function.yields if op in flow.before]
        if not states:
            return ()
        held = (each for each in states[0].may if all(state.surely(each.lock.identity) for state in states))
        return tuple({each.lock.identity: each for each in held}.values())

    def net(self, function: Function) -> tuple[tuple[Held, bool], ...]:
        """(lock, taken or given back) for the locks that calling a plain function leaves changed."""
        if function.is_stub:
            return self._module.outside.net(function)
        found = self._nets.get(function)
        if found is not None:
            return found
        self._nets[function] = ()
        flow = self._sections.flow(function)
        changes: dict[tuple[object, ...], tuple[Held, bool]] = {}
        if flow is not None and not function.is_generator:
            ends = [state for way in (NEXT, RETURN) if (state := flow.outcome.get(way)) is not None]
            for state in ends:
                for held in state.may:
                    identity = held.lock.identity
                    if held.how in {"acquire", "helper"} and (
                        all(each.surely(identity) for each in ends) or flow.is_told(identity)
                    ):
                        changes[identity] = (held, True)
            for call in function.calls:
                freed = self._sections.released(call)
                # what it took itself, if a try got it (`if taken: lock.release()`), is no lock of the caller's
                if freed is not None and call in flow.before and not flow.before[call].may_hold(freed.identity):
                    changes[freed.identity] = (Held(freed, call.node, call, "helper"), False)
        self._nets[function] = tuple(changes.values())
        return self._nets[function]

    def net_effects(self, op: Call) -> Iterator[tuple[Held, bool]]:
        """The locks that a call of first-party functions leaves taken (True) or given back (False)."""
        if not self.changers and not self._module.linked:
            return
        for target in self._module.targets(op):
            if isinstance(target, (FunctionRef, Method)) and not target.function.is_generator:
                if target.function.is_async and self._module.use(op.node).kind != "awaited":
                    continue
                for held, takes in self.net(target.function):
                    outer = self.translated(held.lock, target.function, op.node, op)
                    if outer is not None:
                        yield Held(outer, op.node, op, "helper", held.blocking), takes

    def is_freed_elsewhere(self, held: Held) -> bool:
        """Whether another method gives a lock back that it has not taken itself, or a caller does: the other half."""
        if held.lock.path.root[0] != "self":
            return False
        wanted = self._locks.owned(held.lock)
        return any(
            not takes and self._locks.owned(freed.lock) == wanted
            for function in self.changers
            if function is not held.op.function
            for freed, takes in self.net(function)
        ) or any(
            self._sections.operations.gives_back(caller, held.lock.identity, after=edge.op.index)
            for caller, edge in self._module.graph.callers(held.op.function)
            if caller.owner is held.op.function.owner
        )

    def is_freed_by_closure(self, held: Held) -> bool:
        """Whether a function inside the one that holds a lock gives it back, perhaps on another thread."""
        return held.how == "acquire" and any(
            not takes and freed.lock.identity == held.lock.identity
            for function in self.changers
            if function.parent is held.op.function
            for freed, takes in self.net(function)
        )

    # -- what a lock of a callee is to its caller ---------------------------------------------------------------------

    def translated(self, lock: Lock, callee: Function, call: cst.Call, op: Op) -> Lock | None:
        """What a lock of ``callee`` is to the caller: its self is the receiver, its parameters the arguments."""
        root = lock.path.root
        if root[0] in {"global", "class"}:
            return lock
        unbound = self._is_unbound(callee, call, op)
        if root[0] == "self":
            if unbound:
                given = argument(call, callee.receiver, 0)
                return self.of_receiver(lock, given, op) if given is not None else None
            if isinstance(call.func, cst.Attribute):
                if _is_super(call.func.value):
                    return lock
                return self.of_receiver(lock, call.func.value, op)
            if callee.parent is not None and callee.receiver is None:
                return lock  # a closure in the same method
            return None
        if root[0] == "local":
            for place, param in enumerate(callee.params):
                if isinstance(param.node, cst.Param) and param.node.name.value == root[2] and callee.scope is root[1]:
                    offset = 1 if callee.receiver is not None and not unbound else 0
                    given = argument(call, param.node.name.value, place - offset)
                    return self._of_argument(lock, given, op) if given is not None else None
            # a variable of an enclosing function is the same one for its closures; the callee's own is nobody else's
            scope = root[1]
            return lock if isinstance(scope, Scope) and scope.function is not callee else None
        return None

    def _is_unbound(self, callee: Function, call: cst.Call, op: Op) -> bool:
        """``Node.start(node)``: the method is looked up on the class, and self is its first argument."""
        if callee.receiver is None or not isinstance(call.func, cst.Attribute):
            return False
        values = self._module.values(call.func.value, op)
        if not values or not all(isinstance(value, ClassRef) for value in values):
            return False
        return not any(isinstance(each, cst.Name) and each.value == "classmethod" for each in callee.decorators)

    def _of_argument(self, lock: Lock, given: cst.BaseExpression, op: Op) -> Lock:
        if not lock.path.steps:
            resolved = self._locks.lock(given, op)
            if resolved is not None:
                return resolved
        path, single = self._locks.path(given, op)
        outer = replace(lock, path=Path(path.root, (*path.steps, *lock.path.steps)), single=single and lock.single)
        if lock.traits is None:  # only the caller knows what it is
            values = self._module.values(given, op)
            for step in lock.path.steps:
                values = join(*(self._module.evaluator.members.attribute(value, step) for value in values))
            return self._locks.typed(outer, values)
        return outer

    def of_receiver(self, lock: Lock, receiver: cst.BaseExpression, op: Op) -> Lock | None:
        """What a lock of an object's ``self`` is, seen from where the object is ``receiver``."""
        if lock.path.root[0] != "self":
            return lock if lock.path.root[0] in {"global", "class"} else None
        path, single = self._locks.path(receiver, op)
        if path.root[0] == "fresh" or len(path.steps) + len(lock.path.steps) > _LONGEST_PATH:
            return None  # a recursive structure: child.child.child...
        return replace(lock, path=Path(path.root, (*path.steps, *lock.path.steps)), single=single and lock.single)

    def along(self, lock: Lock, edge: Edge) -> Lock | None:
        """What a lock of an edge's callee is to its caller."""
        node = edge.node
        root = lock.path.root
        if edge.how == "wrapper" and edge.receiver is not None and isinstance(node, cst.Call) and root[0] == "local":
            first = edge.callee.params[0].node if edge.callee.params else None
            if isinstance(first, cst.Param) and root[2] == first.name.value and isinstance(node.func, cst.Attribute):
                return self._of_argument(lock, node.func.value, edge.op)  # the first argument of a method's wrapper
        if edge.how in {"call", "inline", "wrapper"} and isinstance(node, cst.Call):
            return self.translated(lock, edge.callee, node, edge.op)
        if edge.how == "property" and isinstance(node, cst.Attribute):
            return self.of_receiver(lock, node.value, edge.op)
        if edge.how in {"enter", "exit", "iterate"} and isinstance(node, cst.BaseExpression):
            if isinstance(node, cst.Call) and edge.callee.is_generator:
                return self.translated(lock, edge.callee, node, edge.op)
            return self.of_receiver(lock, node, edge.op)
        return lock if lock.path.root[0] in {"global", "class"} else None

    # -- acquisitions through calls -----------------------------------------------------------------------------------

    @property
    def acquisitions(self) -> Effects[Acquisition]:
        """Which locks running a function takes, by itself or through its callees, with chains."""
        if self._acquisitions is None:
            self._acquisitions = Effects(
                self._module.graph,
                self._seeds(),
                key=_identity,
                translate=self._along,
                through=self.runs_now,
                beyond=self._module.outside.acquisitions if self._module.linked else None,
            )
        return self._acquisitions

    def _seeds(self) -> Iterator[tuple[Function, cst.CSTNode, Acquisition]]:
        operations = self._sections.operations
        for function in self._module.functions if self._sections.any_locks else ():
            for held in operations.taken_by(function):
                if not held.blocking or (held.how == "acquire" and operations.frees_first(held)):
                    continue
                if not self._was_free(held.lock, held.op):
                    yield function, held.node, Acquisition(held.lock, held.op)
        for stub in self._module.graph.locals() if self._sections.any_locks else ():
            for node, acquisition in self._module.outside.takes(stub):
                yield stub, node, acquisition

    def _along(self, what: Acquisition, edge: Edge) -> Acquisition | None:
        if type(edge.node) is Site:
            return self._module.outside.seen_by_caller(what, edge)
        lock = None if self._gives_up(edge) else self.along(what.lock, edge)
        return Acquisition(lock, what.op) if lock is not None and not self._was_free(lock, edge.op) else None

    def taken_along(self, edge: Edge) -> tuple[Effect[Acquisition], ...]:
        """The locks that the call of an edge waits for: none where it says that it will not wait."""
        return () if self._gives_up(edge) else self.acquisitions.along(edge)

    def _gives_up(self, edge: Edge) -> bool:
        """``wrapper.acquire(blocking=False)``: the wrapper passes it on."""
        op = edge.op
        return isinstance(op, Call) and method_of(op) in ACQUIRING and not self._sections.operations.is_blocking(op)

    def _was_free(self, lock: Lock, op: Op) -> bool:
        """Whether control only gets to ``op`` where nobody held the lock: ``if lock.acquire(False): ...``."""
        operations = self._sections.operations
        for compound, inner in enclosing(op.block):
            for test, body in compound.arms if isinstance(compound, Branch) and self.changers else ():
                for asked in test.ops() if body is inner else ():
                    held = operations.acquired(asked) if isinstance(asked, Call) else None
                    if held is not None and not held.blocking and held.lock.identity == lock.identity:
                        return True
        return False

    def runs_now(self, edge: Edge) -> bool:
        """Whether the callee has run when the statement is done: a plain call, or a coroutine awaited at once."""
        if not edge.awaited or edge.how in {"enter", "exit", "iterate"}:
            return True
        node = edge.node
        if type(node) is Site:
            return node.awaited
        for _ in range(6):
            if not isinstance(node, cst.BaseExpression):
                return False
            use = self._module.use(node)
            if use.kind == "awaited":
                return isinstance(node, cst.Call)
            if use.kind in {"argument", "unpacked"} and isinstance(use.node, cst.Call):
                if not self.drives(use.node, edge.op):
                    return False  # `await gather(f(), g())`, `await create_task(f())`
            elif use.kind != "element" or not isinstance(use.node, (cst.GeneratorExp, cst.ListComp, cst.Element)):
                return False  # `await gather(*(f(x) for x in xs))`, `await gather(*[f(), g()])`
            assert use.node is not None
            node = self._module.parents[use.node] if isinstance(use.node, cst.Element) else use.node
        return False

    def drives(self, call: cst.Call, op: Op) -> bool:
        """Whether awaiting what a call gives waits for the coroutines that are its arguments."""
        for name in self._module.names_of(call.func, op):
            api = self._module.catalogue.api(name)
            if api is not None and any(runs.form is Form.COROUTINE and runs.where is Where.TASK for runs in api.runs):
                return True
        return False


def _identity(what: Acquisition) -> Hashable:
    return what.lock.identity


def _is_super(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value == "super"
