"""Critical sections split in two: a value is read under a lock, and what is made of it is stored under the lock again.

In between the lock was free, so others may have stored meanwhile.  It is the staleness of `model/stale.py` with another
cause: not a suspension makes knowledge stale, but the release of the lock under which it was won.  Functions that do
nothing but read or store a piece of state under a lock (`Accessors`) count as such a read or store where they are
called: ``account.set(account.get() + 1)`` is two critical sections.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.ops import Call, Exit, Op, Read, Write
from flake8_asyncsafe.model.ordering.accessors import Accessor, Accessors, excludes
from flake8_asyncsafe.model.ordering.copies import is_copy
from flake8_asyncsafe.model.ordering.second_looks import is_looked_again
from flake8_asyncsafe.model.scopes import Scope
from flake8_asyncsafe.model.stale import Known, StaleFlow, about, held_at_both
from flake8_asyncsafe.model.values import ClassRef
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.calls.edges import Edge
    from flake8_asyncsafe.model.locks.identity import Lock, Path
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.model.stale import Fact, Identity

#: so many steps of a value are followed
_PLAIN = (cst.Attribute, cst.Subscript, cst.SimpleString, cst.BaseNumber)
_WAITS = ("wait", "wait_for")
_ONCE = frozenset({"__init__", "__new__", "__post_init__", "__enter__", "__exit__", "setUp", "tearDown"})


@dataclass(frozen=True, slots=True)
class SplitSection:
    """``write`` stores what is made of ``read``; both are under ``lock``, which was given back at ``release``."""

    write: Op
    read: Op
    release: Op
    lock: Lock
    text: str


class _SplitFlow(StaleFlow):
    """The flow of knowledge in a function whose locks are what keeps it true."""

    def __init__(self, function: Function, module: Module) -> None:
        super().__init__(function, module)
        self._accessors = module.ask(Accessors)
        #: what a call, or a read of a property, tells of shared state
        self._told: dict[cst.CSTNode, tuple[Fact, Accessor]] = {}
        #: the calls, and stores of properties, that store shared state: its identity, and what they are given
        self.stored: dict[Op, tuple[Identity, Accessor, cst.BaseExpression]] = {}
        for edge in module.graph.edges(function) if module.critical.any_locks else ():
            getter, setter = self._accessors.getters.get(edge.callee), self._accessors.setters.get(edge.callee)
            if getter is not None and edge.how in {"call", "property"}:
                identity = self._state(getter, edge)
                if identity is not None:
                    self._told[edge.node] = (identity, edge.op), getter
            if setter is not None and edge.how in {"call", "setter"}:
                identity = self._state(setter, edge)
                given = self._accessors.given(edge.op, edge.callee, setter.parameter)
                if identity is not None and given is not None:
                    self.stored[edge.op] = identity, setter, given
        self._wanted |= frozenset(identity for identity, _, _ in self.stored.values())

    def _state(self, accessor: Accessor, edge: Edge) -> Identity | None:
        """The state that an accessor is about where it is called."""
        node = edge.node if edge.how == "property" else edge.op.node
        found = accessor.state
        if accessor.on_self:
            func = node.func if isinstance(node, cst.Call) else node
            if not isinstance(func, cst.Attribute) or not isinstance(func.value, (cst.Name, cst.Attribute)):
                return None
            path, single = self._module.locks.path(func.value, edge.op)
            if not single or self._is_private(path):
                return None
            found = (*path.identity, *found)
        if not accessor.key:
            return found
        key = self._accessors.given(edge.op, edge.callee, accessor.key) if isinstance(edge.op, Call) else None
        return (*found, f"[{self._module.source(key)}]") if key is not None else None

    def _is_private(self, path: Path) -> bool:
        """Whether the function has made an object itself, and nobody else gets hold of it."""
        scope, name = path.root[1:] if path.root[0] == "local" and len(path.root) == 3 else (None, None)
        if not isinstance(scope, Scope) or not isinstance(name, str) or scope.function is not self.function:
            return False
        for write in scope.bindings.get(name, ()):
            made = self._module.values(write.value.func, write) if isinstance(write.value, cst.Call) else ()
            if not any(isinstance(value, ClassRef) for value in made):
                return False
        for read in scope.read_anywhere(name):
            above = self._module.parents.get(read.node)
            stored = isinstance(read.node, cst.Attribute) and self._module.write_of(read.node) is not None
            called = isinstance(above, cst.Call) and above.func is read.node
            if read.function is not self.function or isinstance(read.node, cst.Name) or not (stored or called):
                return False
        return True

    # -- the flow -----------------------------------------------------------------------------------------------------

    def transfer(self, op: Op, state: Known) -> tuple[Known, Known]:
        """A release makes stale what was read under that lock; so does a wait on a condition."""
        after, failed = super().transfer(op, state)
        told = self._told.get(op.node)
        if told is not None:
            after = replace(after, stale=after.stale | {(told[0], told[0][1])})
        if isinstance(op, (Exit, Call)) and (after.fresh or failed.fresh):
            gone = self.gone(op)
            if gone:
                after, failed = self._split(op, gone, after), self._split(op, gone, failed)
        return after, failed

    def gone(self, op: Op) -> frozenset[Identity]:
        """The locks that an operation gives back, perhaps only to take them again."""
        critical = self._module.critical
        before = critical.held(op)
        if not before.must:
            return frozenset()
        if isinstance(op, Call):
            for name in _WAITS:
                lock = self._module.locks.method_call(op, name)
                if lock is not None:
                    return frozenset({lock.identity})
        flow = critical.flow(op.function)
        after = flow.transfer(op, before)[0] if flow is not None else before
        return frozenset(identity for identity, _ in before.must if not after.surely(identity))

    def _split(self, op: Op, gone: frozenset[Identity], state: Known) -> Known:
        held = self._module.critical.held
        lost = frozenset(fact for fact in state.fresh if any(held(fact[1]).surely(each) for each in gone))
        return replace(state, fresh=state.fresh - lost, stale=state.stale | {(fact, op) for fact in lost})

    def _derived(self, expression: cst.BaseExpression, state: Known, *, data: bool = False) -> frozenset[Fact]:
        """What calls of getters tell is in an expression too."""
        found = super()._derived(expression, state, data=data)
        if self._told:
            found |= {self._told[node][0] for node in inner_nodes(expression) if node in self._told}
        return found

    def _inner_reads(self, expression: cst.BaseExpression, *, data: bool) -> tuple[Read, ...]:
        """What goes into a call counts: ``self.rate = smooth(rate)`` is an update like any other."""
        return super()._inner_reads(expression, data=False) if data else super()._inner_reads(expression, data=data)

    # -- answers ------------------------------------------------------------------------------------------------------

    def splits(self) -> Iterator[SplitSection]:
        """The stores under a lock of what is made of a read in an earlier section under the same lock."""
        for write, path in self.writes.items():
            if isinstance(write, Write) and (write.how == "aug" or not self._is_put_back(write.value, write)):
                yield from self._of_write(write, path)
        for op, (identity, setter, given) in self.stored.items():
            state = self.before.get(op)
            adds = isinstance(op, Write) and op.how == "aug"
            if state is None or (not adds and self._is_put_back(given, op)):
                continue
            facts = self._derived(given, state, data=True)
            if adds:
                facts |= {fact for fact, _ in state.stale if fact[1].node is op.node}
            for fact, release in sorted(state.stale, key=lambda each: each[1].index):
                if fact not in facts or fact[0] != identity or self._spans(fact, op):
                    continue
                if not is_looked_again(self._module, op, release, setter.lock):
                    yield SplitSection(op, fact[1], release, setter.lock, self._text(op, setter))
                    break

    def _is_put_back(self, value: cst.BaseExpression | None, op: Op) -> bool:
        """Whether what is stored was there before; what a getter of the module tells was, too."""
        return value is not None and is_copy(value, op, lambda node: [] if node in self._told else None)

    def _of_write(self, write: Write, path: Path) -> Iterator[SplitSection]:
        state = self.before.get(write)
        if state is None:
            return
        relevant = about(path.identity)
        facts = self._sources(write, state)
        held = self._module.critical.held(write)
        for fact, release in sorted(state.stale, key=lambda each: each[1].index):
            if fact not in facts or fact[0] not in relevant:
                continue
            told = self._told.get(fact[1].node)
            gone = frozenset({told[1].lock.identity}) if told is not None else self.gone(release)
            again = next((h.lock for h in held.may if h.lock.identity in gone and held.surely(h.lock.identity)), None)
            if again is None or not excludes(again) or self._spans(fact, write, gone if told is None else frozenset()):
                continue
            if not is_looked_again(self._module, write, release, again):
                yield SplitSection(write, fact[1], release, again, self._module.source(write.node))
                return

    def _spans(self, fact: Fact, write: Op, gone: frozenset[Identity] = frozenset()) -> bool:
        """Whether another lock is held from the read to the store."""
        held = self._module.critical.held
        before, after = held(fact[1]), held(write)
        state = self.before[write]
        return any(
            each.lock.identity not in gone and (fact, each.op) not in state.let_go
            for each in held_at_both(before, after)
        )

    def _text(self, op: Op, setter: Accessor) -> str:
        node = op.node.func if isinstance(op, Call) else op.node
        if not setter.on_self or not isinstance(node, cst.Attribute):
            return setter.text
        return f"{self._module.source(node.value)}.{setter.text.partition('.')[2]}"


class SplitSections:
    """The split critical sections of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def found(self) -> Iterator[SplitSection]:
        """Every store that rests on what was read before the lock was free."""
        if not self._module.critical.any_locks:
            return
        for function in self._module.functions:
            if function.is_async or function.kind != "function" or function.name in _ONCE:
                continue
            flow = _SplitFlow(function, self._module)
            locked = self._module.critical.flow(function) is not None and bool(flow.writes)
            if not locked and not flow.stored:
                continue
            flow.run(Known())
            for split in flow.splits():
                if not self._is_called_with(split.lock, function):
                    yield split

    def _is_called_with(self, lock: Lock, function: Function) -> bool:
        """Whether everybody in sight who calls a function holds the lock: it is never free in there, then."""
        callers = list(self._module.graph.callers(function))
        return bool(callers) and all(
            any(
                self._module.locks.owned(held.lock) == self._module.locks.owned(lock)
                for held in self._module.critical.held(edge.op).may
            )
            for _, edge in callers
        )
