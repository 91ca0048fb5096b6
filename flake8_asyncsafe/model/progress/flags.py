"""Spins: loops of plain code that look at a variable again and again until another thread has set it.

Such a loop does nothing else (`Idle`), and what ends it is plain state of this process: an attribute, a global, a
variable of an enclosing function, the contents of a container.  That another thread sets it is shown by the contexts:
one of the two, the loop or the store, runs on a thread that is started in sight, and the other may run meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Category, LockKind
from flake8_asyncsafe.model.contexts import Contexts
from flake8_asyncsafe.model.contexts.places import Concurrency, Context, Kind, Reach
from flake8_asyncsafe.model.ops import Call, Loop, Op, Return, With, Write, enclosing
from flake8_asyncsafe.model.progress.questions import Asked, Questions
from flake8_asyncsafe.model.progress.setters import SetBy
from flake8_asyncsafe.model.progress.turns import Idle, Turn, whiles
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.sharing.accesses import CHANGES, Accesses
from flake8_asyncsafe.model.sharing.own_objects import OwnObjects
from flake8_asyncsafe.model.values import ClassRef, FunctionRef, Instance, Method, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.progress.questions import State
    from flake8_asyncsafe.model.scopes import Function, Scope
    from flake8_asyncsafe.model.values import Values

#: what a ``for`` that only counts its turns iterates over
_COUNTERS = frozenset({"builtins.range", "itertools.count", "itertools.repeat"})
#: lets other threads go on, without a time
_YIELDS = frozenset({"os.sched_yield", "gevent.sleep", "eventlet.sleep", "eventlet.greenthread.sleep"})
#: where such code sets a flag an event may be no way out: its `set` may wait for a lock that the interrupted code has
_INTERRUPTS = frozenset({Kind.SIGNAL, Kind.FINALISER})


@dataclass(frozen=True, slots=True)
class Store:
    """``op`` binds ``node`` anew, or (``inside``) changes the contents of what it names."""

    op: Op
    node: cst.Name | cst.Attribute
    inside: bool


@dataclass(frozen=True, slots=True)
class Spin:
    """``loop`` waits for ``state``, which ``store`` sets; ``pause`` is its sleep, ``evidence`` names the threads."""

    loop: Loop
    state: State
    store: Store
    evidence: Concurrency
    pause: Call | None


class Spins:
    """The spins of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._idle = module.ask(Idle)
        self._contexts = module.ask(Contexts)
        self._found: dict[tuple[Loop, str], tuple[Store, Concurrency]] = {}

    def found(self) -> Iterator[Spin]:
        """Every loop that spins."""
        if not self._contexts.starts_threads:
            return
        for function in self._module.functions:
            if not function.is_async:
                for loop in whiles(function, counted=self._only_counts):
                    spin = self._spin(loop)
                    if spin is not None:
                        yield spin

    def _spin(self, loop: Loop) -> Spin | None:
        turn = Turn(loop, self._is_lock)
        if loop.kind == "for":
            head = set(loop.head.ops())
            turn.ops = [op for op in turn.ops if op not in head]
        if turn.has_work or not turn.tests:
            return None
        pauses = [op for op in turn.ops if isinstance(op, Call) and self._is_pause(op)]
        if not pauses and any(isinstance(op, Write) and op.how == "aug" for op in turn.ops):
            return None  # it counts how far it gets
        questions = Questions(self._module, loop, self._set_by, self._given)
        states = Idle.states(questions, turn)
        state = next((each for each in states if (loop, each.name) in self._found), None)
        if state is None or any(self._is_timer(pause, questions) for pause in pauses):
            return None
        ends = self._idle.keeps_alive(turn)
        if not self._idle.only_waits(turn, pauses, states, may_log=not ends):
            return None
        store, evidence = self._found[loop, state.name]
        return Spin(loop, state, store, evidence, pauses[0] if pauses else None)

    # -- the loop -----------------------------------------------------------------------------------------------------

    def _only_counts(self, loop: Loop) -> bool:
        """``for _ in range(100)``: so many looks at most."""
        iterable = loop.node.iter if isinstance(loop.node, cst.For) else None
        if not isinstance(iterable, cst.Call):
            return False
        call = self._module.call_at(iterable)
        return call is not None and bool(self._module.names_of(iterable.func, call) & _COUNTERS)

    def _is_lock(self, item: With) -> bool:
        lock = self._module.locks.lock(item.context, item.enter)
        return lock is not None and lock.kind is LockKind.THREAD

    def _is_pause(self, call: Call, depth: int = 0) -> bool:
        """``time.sleep(1)``, or a helper that does just that."""
        if any(api.blocks is Category.SLEEP or api.name in _YIELDS for api in self._module.apis(call)):
            return True
        if self._module.names_of(call.node.func, call) & _YIELDS:
            return True
        functions = [
            value.function if isinstance(value, (FunctionRef, Method)) else None for value in self._module.targets(call)
        ]
        return (
            depth == 0 and bool(functions) and all(each is not None and self._only_sleeps(each) for each in functions)
        )

    def _only_sleeps(self, function: Function) -> bool:
        if function.is_stub or function.is_async or not function.calls:
            return False
        writes = (op for op in function.ops if isinstance(op, Write) and op.how != "param")
        values = (op for op in function.ops if isinstance(op, Return) and op.value is not None)
        plain = function.kind == "lambda" or next(values, None) is None
        return plain and next(writes, None) is None and all(self._is_pause(call, 1) for call in function.calls)

    @staticmethod
    def _is_timer(pause: Call, questions: Questions) -> bool:
        """``sleep(self.expiry - now)``: it sleeps until a time that others may have put off when it wakes up."""
        answers = [questions.ask(arg.value) for arg in pause.node.args]
        return any(answer is not None and answer.clock and answer.states for answer in answers)

    # -- who sets it --------------------------------------------------------------------------------------------------

    @cached_property
    def _stores(self) -> dict[str, list[Store]]:
        """What is set outside of construction, by the last part of its name."""
        accesses = self._module.ask(Accesses)
        found: dict[str, list[Store]] = {}
        for function in self._module.functions:
            if accesses.is_construction(function):
                continue
            for op in function.ops:
                store = _store(op)
                if store is not None:
                    node = store.node
                    name = node.attr.value if isinstance(node, cst.Attribute) else node.value
                    found.setdefault(name, []).append(store)
        return found

    def _set_by(self, asked: Asked) -> SetBy:
        """Whether another thread sets what a loop tests: `SetBy.TASKS` stands for that thread here."""
        loop = asked.loop
        here = next(iter(loop.head.ops()), None) or next(iter(loop.body.ops()), None)
        best: tuple[Store, Concurrency] | None = None
        for store in self._stores_of(asked):
            function = store.op.function
            if any(reach.kind in _INTERRUPTS for reach in self._contexts.of(function)):
                return SetBy.STRANGERS
            pairs = self._contexts.pairs(loop.block.function, function, here, store.op)
            evidence = next((each for each in pairs if not self._is_own(each, asked, loop.block.function)), None)
            evidence = evidence or self._by_elimination(loop.block.function, function)
            if evidence is None or self._is_own(evidence, asked, loop.block.function):
                continue
            if best is None or (evidence.sure, not _resets(store)) > (best[1].sure, not _resets(best[0])):
                best = store, evidence
        if best is None:
            return SetBy.NOBODY
        self._found[loop, asked.name] = best
        return SetBy.TASKS

    def _by_elimination(self, waiting: Function, setting: Function) -> Concurrency | None:
        """Nobody in sight calls the function that waits, and what sets the flag runs on a thread only."""
        reaches = self._contexts.of(setting)
        if self._contexts.of(waiting) or not reaches or any(reach.kind is not Kind.THREAD for reach in reaches):
            return None
        if next(iter(self._module.graph.callers(waiting)), None) is not None or waiting.kind != "function":
            return None
        return Concurrency(Reach(Context(Kind.CALLER, waiting, node=waiting.node), waiting), reaches[0])

    def _stores_of(self, asked: Asked) -> Iterator[Store]:
        """What sets what is asked for, outside of the loop; also by the name that a started function has for it."""
        for store in self._stores.get(asked.name, ()):
            if (
                (asked.contents or not store.inside)
                and self._is_same(store, asked)
                and not _is_in(store.op, asked.loop)
            ):
                yield store
        if asked.contents and asked.scope is not None:
            for function, parameter in self._handed.get((asked.scope, asked.name), ()):
                for store in self._stores.get(parameter, ()):
                    lookup = store.op.block.scope.lookup(parameter)
                    if store.inside and isinstance(store.node, cst.Name) and lookup is function.scope:
                        yield store

    @cached_property
    def _handed(self) -> dict[tuple[Scope, str], list[tuple[Function, str]]]:
        """The variables that are arguments of what is started, with the parameters that get them."""
        found: dict[tuple[Scope, str], list[tuple[Function, str]]] = {}
        for context in self._contexts.contexts:
            for parameter, expression, op in self._contexts.bound.parameters(context):
                scope = op.block.scope.lookup(expression.value) if isinstance(expression, cst.Name) else None
                if scope is not None and isinstance(expression, cst.Name):
                    found.setdefault((scope, expression.value), []).append((context.entry, parameter))
        return found

    def _given(self, name: str, op: Op) -> Values:
        """What the function of a loop is given for a parameter where it is started."""
        started = [each for each in self._contexts.contexts if each.entry is op.function]
        return join(*(tuple(self._contexts.bound.given(each).get(name, ())) for each in started))

    def _is_same(self, store: Store, asked: Asked) -> bool:
        """Whether a store is one of what is asked for: of that scope, or of that class."""
        if asked.scope is not None:
            node = store.node
            return isinstance(node, cst.Name) and store.op.block.scope.lookup(node.value) is asked.scope
        if not isinstance(store.node, cst.Attribute):
            return False
        if asked.owner is None:
            return True
        owners = [_class_of(value) for value in self._module.values(store.node.value, store.op)]
        known = [owner for owner in owners if owner is not None]
        family = {*self._module.classes.mro(asked.owner), *self._module.classes.subclasses(asked.owner)}
        return not known or any(owner in family for owner in known)

    def _is_own(self, evidence: Concurrency, asked: Asked, function: Function) -> bool:
        """Whether the two threads have objects, or variables, of their own."""
        if asked.owner is not None:
            own = self._module.ask(OwnObjects)
            return own.is_kept(asked.root, asked.owner, function, evidence) or own.has_own(
                function, evidence, others=True
            )
        scope = asked.scope
        return (
            scope is not None
            and scope.kind == "function"
            and scope.function is evidence.first.context.entry
            and (evidence.first.context is evidence.second.context)
        )


def _store(op: Op) -> Store | None:
    """What an operation sets, if it does."""
    if isinstance(op, Write):
        if op.how not in {"assign", "ann", "aug", "walrus", "del", "with", "for"}:
            return None
        if op.how == "ann" and op.value is None:
            return None
        target = op.node
        inside = isinstance(target, cst.Subscript)
        while isinstance(target, cst.Subscript):
            target = target.value
        return Store(op, target, inside) if isinstance(target, (cst.Name, cst.Attribute)) else None
    if isinstance(op, Call) and isinstance(op.node.func, cst.Attribute) and op.node.func.attr.value in CHANGES:
        target = op.node.func.value
        return Store(op, target, inside=True) if isinstance(target, (cst.Name, cst.Attribute)) else None
    return None


def _resets(store: Store) -> bool:
    """``self.error = None``: hardly what somebody waits for."""
    value = store.op.value if isinstance(store.op, Write) else None
    return isinstance(value, cst.Name) and value.value in {"None", "False"}


def _is_in(op: Op, loop: Loop) -> bool:
    return any(compound is loop for compound, _ in enclosing(op.block))


def _class_of(value: object) -> Class | None:
    if isinstance(value, ClassRef):
        return value.cls
    return value.type if isinstance(value, Instance) and isinstance(value.type, Class) else None
