"""Critical sections split in two: a value is read under a lock, and what is made of it is stored under the lock again.

In between the lock was free, so others may have stored meanwhile.  It is the staleness of `model/stale.py` with another
cause: not a suspension makes knowledge stale, but the release of the lock under which it was won.  Methods that do
nothing but read or store an attribute under a lock count as such a read or store where they are called:
``account.set(account.get() + 1)`` is two critical sections.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.ops import Call, Exit, Op, Read, Write
from flake8_asyncsafe.model.scopes import Scope
from flake8_asyncsafe.model.stale import Known, StaleFlow, about, held_at_both
from flake8_asyncsafe.model.values import ClassRef

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from flake8_asyncsafe.model.locks.identity import Lock, Path
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.model.stale import Fact, Identity

#: so many steps of a value are followed
_MOST_STEPS = 40
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


@dataclass(frozen=True, slots=True)
class _Accessor:
    """A method that only reads (or stores its parameter in) ``attribute``, under ``lock``."""

    attribute: str
    lock: Lock
    parameter: str = ""


class Accessors:
    """The methods of one module that read or store one attribute under a lock."""

    def __init__(self, module: Module) -> None:
        self._module = module

    @cached_property
    def getters(self) -> dict[Function, _Accessor]:
        """The methods whose value is an attribute, read under a lock."""
        return dict(self._find(self._getter))

    @cached_property
    def setters(self) -> dict[Function, _Accessor]:
        """The methods that store a parameter, or what is made of it, in an attribute under a lock."""
        return dict(self._find(self._setter))

    def _find(self, ask: Callable[[Function], _Accessor | None]) -> Iterator[tuple[Function, _Accessor]]:
        for function in self._module.functions if self._module.critical.any_locks else ():
            if function.owner is not None and function.receiver is not None and not function.is_async:
                found = ask(function)
                if found is not None:
                    yield function, found

    def _getter(self, function: Function) -> _Accessor | None:
        returns = [op for op in function.returns if op.value is not None]
        if len(returns) != 1 or function.is_generator:
            return None
        value = returns[0].value
        op: Op = returns[0]
        if isinstance(value, cst.Name):  # with lock: value = self.value; return value
            writes = function.scope.bindings.get(value.value, ())
            if len(writes) != 1 or writes[0].path:
                return None
            value, op = writes[0].value, writes[0]
        attribute = _own(value, function)
        lock = self._lock(op) if attribute else None
        return _Accessor(attribute, lock) if lock is not None else None

    def _setter(self, function: Function) -> _Accessor | None:
        parameters = [w.node.name.value for w in function.params if isinstance(w.node, cst.Param)][1:]
        if len(parameters) != 1:
            return None
        for op in function.ops:
            attribute = _own(op.node, function) if isinstance(op, Write) and op.how == "assign" else ""
            if not attribute or not isinstance(op, Write) or not _mentions(op.value, parameters[0]):
                continue
            lock = self._lock(op)
            read = any(isinstance(each, Read) and _own(each.node, function) == attribute for each in function.ops)
            if lock is not None and not read:
                return _Accessor(attribute, lock, parameters[0])
        return None

    def _lock(self, op: Op) -> Lock | None:
        state = self._module.critical.held(op)
        return next(
            (each.lock for each in state.may if _excludes(each.lock) and state.surely(each.lock.identity)), None
        )


class _SplitFlow(StaleFlow):
    """The flow of knowledge in a function whose locks are what keeps it true."""

    def __init__(self, function: Function, module: Module) -> None:
        super().__init__(function, module)
        self._accessors = module.ask(Accessors)
        #: what a call, or a read of a property, tells of the state of an object
        self._told: dict[cst.CSTNode, tuple[Fact, _Accessor]] = {}
        #: the calls, and stores of properties, that store state of an object: what they are given, and its path
        self.stored: dict[Op, tuple[Identity, _Accessor, cst.BaseExpression]] = {}
        for edge in module.graph.edges(function) if self._accessors.setters else ():
            getter, setter = self._accessors.getters.get(edge.callee), self._accessors.setters.get(edge.callee)
            if getter is not None and edge.how in {"call", "property"}:
                path = self._object(edge.node, edge.op)
                if path is not None:
                    self._told[edge.node] = ((*path, getter.attribute), edge.op), getter
            if setter is not None and edge.how in {"call", "setter"}:
                path = self._object(edge.op.node, edge.op)
                given = self._given(edge.op, setter)
                if path is not None and given is not None:
                    self.stored[edge.op] = (*path, setter.attribute), setter, given
        self._wanted |= frozenset(identity for identity, _, _ in self.stored.values())

    def _object(self, node: cst.CSTNode, op: Op) -> Identity | None:
        """The path of the object that an accessor is called on."""
        func = node.func if isinstance(node, cst.Call) else node
        if not isinstance(func, cst.Attribute) or not isinstance(func.value, (cst.Name, cst.Attribute)):
            return None
        path, single = self._module.locks.path(func.value, op)
        return path.identity if single and not self._is_private(path) else None

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

    @staticmethod
    def _given(op: Op, setter: _Accessor) -> cst.BaseExpression | None:
        if isinstance(op, Write):
            return op.value
        args = op.node.args if isinstance(op, Call) else ()
        fits = len(args) == 1 and (args[0].keyword is None or args[0].keyword.value == setter.parameter)
        return args[0].value if fits and not args[0].star else None

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
            stack: list[cst.CSTNode] = [expression]
            while stack:
                node = stack.pop()
                if node in self._told:
                    found |= {self._told[node][0]}
                if not isinstance(node, cst.Lambda):
                    stack.extend(node.children)
        return found

    def _inner_reads(self, expression: cst.BaseExpression, *, data: bool) -> tuple[Read, ...]:
        """What goes into a call counts: ``self.rate = smooth(rate)`` is an update like any other."""
        return super()._inner_reads(expression, data=False) if data else super()._inner_reads(expression, data=data)

    # -- answers ------------------------------------------------------------------------------------------------------

    def splits(self) -> Iterator[SplitSection]:
        """The stores under a lock of what is made of a read in an earlier section under the same lock."""
        for write, path in self.writes.items():
            if isinstance(write, Write) and (write.how == "aug" or not _is_copy(write.value, write, self._told)):
                yield from self._of_write(write, path)
        for op, (identity, setter, given) in self.stored.items():
            state = self.before.get(op)
            adds = isinstance(op, Write) and op.how == "aug"
            if state is None or (not adds and _is_copy(given, op, self._told)):
                continue
            facts = self._derived(given, state, data=True)
            if adds:
                facts |= {fact for fact, _ in state.stale if fact[1].node is op.node}
            for fact, release in sorted(state.stale, key=lambda each: each[1].index):
                if fact in facts and fact[0] == identity and not self._spans(fact, op):
                    yield SplitSection(op, fact[1], release, setter.lock, self._text(op, setter.attribute))
                    break

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
            if again is not None and _excludes(again) and not self._spans(fact, write, gone):
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

    def _text(self, op: Op, attribute: str) -> str:
        node = op.node.func if isinstance(op, Call) else op.node
        assert isinstance(node, cst.Attribute)
        return f"{self._module.source(node.value)}.{attribute}"


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


def _excludes(lock: Lock) -> bool:
    """Whether a lock lets one thread in at a time."""
    return lock.single and lock.kind is not LockKind.ASYNC and not (lock.traits is not None and lock.traits.counting)


def _own(node: cst.CSTNode | None, function: Function) -> str:
    """The attribute of ``self`` that an expression is, "" for others."""
    if isinstance(node, cst.Attribute) and isinstance(node.value, cst.Name) and node.value.value == function.receiver:
        return node.attr.value
    return ""


def _mentions(node: cst.CSTNode | None, name: str) -> bool:
    stack: list[cst.CSTNode] = [node] if node is not None else []
    while stack:
        each = stack.pop()
        if isinstance(each, cst.Name) and each.value == name:
            return True
        stack.extend(each.children)
    return False


def _is_copy(value: cst.BaseExpression | None, op: Op, told: Container[cst.CSTNode]) -> bool:
    """Whether a value is only put back: ``old = self.x`` ... ``self.x = old``, perhaps with a default."""
    todo = [value]
    seen: set[str] = set()
    for _ in range(_MOST_STEPS):
        if not todo:
            return True
        node = todo.pop()
        if isinstance(node, cst.BooleanOperation):
            todo += [node.left, node.right]
        elif isinstance(node, cst.IfExp):
            todo += [node.body, node.orelse]
        elif isinstance(node, cst.Name):
            scope = op.block.scope.lookup(node.value)
            if node.value in seen or scope is None or scope.function is not op.function:
                continue
            seen.add(node.value)
            for write in scope.bindings[node.value]:
                if write.how == "param":
                    continue
                if write.how not in {"assign", "ann", "walrus"} or write.value is None:
                    return False
                todo.append(_unpacked(write.value, write.path))
        elif node not in told and not isinstance(
            node, (cst.Attribute, cst.Subscript, cst.SimpleString, cst.BaseNumber)
        ):
            return False
    return False


def _unpacked(value: cst.BaseExpression, path: tuple[int, ...]) -> cst.BaseExpression:
    """What one of several targets gets: ``a, b = self.a, self.b``."""
    if len(path) == 1 and isinstance(value, cst.Tuple) and 0 <= path[0] < len(value.elements):
        return value.elements[path[0]].value
    return value
