"""Locks taken by hand whose release some way out of the function misses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind, Where
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.flow import CONTINUE, NEXT, RAISE, RETURN
from flake8_asyncsafe.model.locks.balance.flow import BalanceFlow, State
from flake8_asyncsafe.model.locks.balance.worlds import World
from flake8_asyncsafe.model.locks.critical.state import Held
from flake8_asyncsafe.model.locks.order import LockOrder
from flake8_asyncsafe.model.ops import Branch, Call, Enter, Read, Suspend, Try, With, Write, enclosing
from flake8_asyncsafe.model.scopes import Class, Scope
from flake8_asyncsafe.model.text import code_of
from flake8_asyncsafe.model.values import ContextManager, FunctionRef, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.flow import Outcome
    from flake8_asyncsafe.model.locks.critical import LockFlow
    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.model.values import Value, Values

#: a method of one of these names takes the lock for its caller, and its counterpart gives it back
_WRAPPERS = frozenset({"acquire", "__enter__", "__aenter__"})
_LEAVING = ("__exit__", "__aexit__")


@dataclass(frozen=True, slots=True)
class Missing:
    """An acquire without a guaranteed release: ``problem`` says in words what is wrong.

    ``inside`` is true where the acquire is part of the ``try`` whose ``finally`` releases.
    """

    held: Held
    problem: str
    inside: bool = False


class GuaranteedRelease:
    """Which acquires of one module lack a release on some way out."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._found: dict[Function, tuple[Missing, ...]] = {}
        self._paths: dict[Held, Outcome[State]] = {}

    def missing(self, function: Function) -> tuple[Missing, ...]:
        """The locks that a function takes by hand and may still hold, or not hold, when it releases."""
        found = self._found.get(function)
        if found is None:
            found = self._found[function] = tuple(self._find(function))
        return found

    def _find(self, function: Function) -> Iterator[Missing]:
        critical = self._module.critical
        yield from self._taken_by_threads(function)
        flow = critical.flow(function)
        if flow is None:
            return
        for held in (*critical.operations.taken_by(function), *self._taken_by_helpers(function)):
            if held.how not in {"acquire", "helper"} or held.op not in flow.before:
                continue
            if self._is_relock(flow, held) or counts(flow, held):
                continue
            if self._is_handed_to_a_manager(held) or self._is_for_the_caller(flow, held):
                continue
            if not critical.operations.gives_back(function, held.lock.identity):
                problem, inside = self._frees_another(flow, held), self._in_a_try_outside(function, held)
            else:
                problem, inside = self._way_out(flow, held), self._before_the_try(held.op.block, function, held)
            if problem or inside:
                yield Missing(held, problem or inside, bool(inside))

    def _taken_by_threads(self, function: Function) -> Iterator[Missing]:
        """The locks that a coroutine has a thread of asyncio take in the try whose ``finally`` releases them.

        Who is cancelled in the meantime releases what he never got, or somebody else's; the thread takes it later.
        """
        for call in function.calls if function.is_async else ():
            if self._module.use(call.node).kind != "awaited":
                continue
            for name, runs, given in self._module.spawns.handed_over(call):
                if runs.where is not Where.THREAD or not name.startswith("asyncio."):
                    continue
                if not isinstance(given, cst.Attribute) or given.attr.value != "acquire":
                    continue
                lock = self._module.locks.lock(given.value, call)
                if lock is None or lock.traits is None or lock.traits.reentrant or lock.kind is not LockKind.THREAD:
                    continue
                held = Held(lock, call.node, call, "thread")
                inside = self._module.use(call.node).kind == "awaited" and self._before_the_try(
                    call.block, function, held
                )
                if inside:
                    yield Missing(held, inside, inside=True)

    def _taken_by_helpers(self, function: Function) -> Iterator[Held]:
        """The locks that a call of another function leaves taken, where this one gives them back later on."""
        critical = self._module.critical
        for call in function.calls if critical.summaries.changers else ():
            for held, takes in critical.summaries.net_effects(call):
                if takes and critical.operations.gives_back(function, held.lock.identity, after=call.index):
                    yield held

    @staticmethod
    def _is_for_the_caller(flow: LockFlow, held: Held) -> bool:
        """Whether a method that is there to take a lock ends with it held; one that gives it back does not."""
        if held.op.function.name not in _WRAPPERS:
            return False
        ends = [state for way in (NEXT, RETURN) if (state := flow.outcome.get(way)) is not None]
        return not ends or any(held in state.may for state in ends)

    def _is_relock(self, flow: LockFlow, held: Held) -> bool:
        """Whether the lock was held before and is only taken back here: unlock, work, lock again."""
        within = self._is_within_its_section(held)
        return any(
            freed == held.lock.identity and (within or not flow.before[op].surely(freed)) and op.index < held.op.index
            for op, freed in flow.releases
            if op in flow.before
        )

    def _is_handed_to_a_manager(self, held: Held) -> bool:
        """Whether a context manager that gives the lock back is entered right behind: ``with MaybeUnlock(lock):``."""
        behind = held.op.block.items[held.op.at + 1 :]
        scope = next((item for item in behind if isinstance(item, With)), None)
        if scope is None or not isinstance(scope.context, cst.Call):
            return False
        context = scope.context
        for item in behind[: behind.index(scope)]:
            own = isinstance(item, (Call, Enter)) and item.node in {context, scope.item}
            waits = isinstance(item, Suspend) and getattr(item.node, "expression", None) is held.op.node
            if not (own or waits or isinstance(item, (Read, Write))):
                return False
        given = any(code_of(arg.value) == held.lock.text for arg in context.args)
        return given and any(map(self._gives_back, self._module.values(context, scope.enter)))

    def _gives_back(self, manager: Value) -> bool:
        """Whether leaving a context manager of this project may release what it was given."""
        method = self._module.classes.method
        if isinstance(manager, ContextManager):
            ways = [manager.of.function]
        elif isinstance(manager, Instance) and isinstance(manager.type, Class):
            ways = [way for name in _LEAVING if (way := method(manager.type, name)) is not None]
        else:
            return False
        return any(way.is_stub or any(last_name(call.node.func) == "release" for call in way.calls) for way in ways)

    def _is_within_its_section(self, held: Held) -> bool:
        """Whether a ``with`` on the same lock stands around an acquire: its end gives the lock back."""
        return any(
            isinstance(compound, With)
            and block is compound.body
            and any(
                each.lock.identity == held.lock.identity
                for each in self._module.critical.operations.entered(compound.enter)
            )
            for compound, block in enclosing(held.op.block)
        )

    def _way_out(self, flow: LockFlow, held: Held) -> str:
        ends = [state for way in (NEXT, RETURN) if (state := flow.outcome.get(way)) is not None]
        if any(held in state.may for state in ends) and self._is_freed_elsewhere(held):
            return ""  # handed over: whoever called this releases it
        for way, words in (
            (RAISE, "an exception is raised before its release"),
            (RETURN, "the function returns before its release"),
            (NEXT, "the function ends without its release"),
            (CONTINUE, "the loop goes on without its release"),
        ):
            state = flow.outcome.get(way)
            if state is not None and any(each.op is held.op for each in state.may) and self._may_leave_so(held, way):
                return f"stays held if {words}: nobody releases it then, and the next to ask waits for ever"
        return ""

    def _is_freed_elsewhere(self, held: Held) -> bool:
        """Whether another function gives the lock back: of this object, or of whatever object of its class it gets."""
        summaries = self._module.critical.summaries
        if summaries.is_freed_elsewhere(held):
            return True
        order = self._module.ask(LockOrder)
        key = order.key(held.lock, held.node, held.op)
        return key[0] == "of" and any(
            not takes and order.key(freed.lock, freed.node, freed.op) == key
            for function in summaries.changers
            if function is not held.op.function
            for freed, takes in summaries.net(function)
        )

    def _may_leave_so(self, held: Held, way: str) -> bool:
        """Whether a path leaves that way with the lock, also when tests of the same thing come out alike.

        ``acquired = lock.acquire(timeout=1)``, and each release behind ``if acquired:``.
        """
        function = held.op.function
        if held.how != "acquire" or not _is_one(held.lock):
            return True
        outcome = self._paths.get(held)
        if outcome is None:
            tracked = {held.lock.identity: held.lock}
            flow = BalanceFlow(function, self._module, tracked, lambda _: (None, False))
            outcome = self._paths[held] = flow.run(frozenset({World()}))
        state = outcome.get(way)
        return state is not None and any(world.count(held.lock.identity).times for world in state)

    def _frees_another(self, flow: LockFlow, held: Held) -> str:
        """A ``finally`` right behind the acquire that gives back a lock which this function does not hold: a slip."""
        statements = held.op.block.items
        after = next((item for item in statements if isinstance(item, Try) and item.at > held.op.at), None)
        if after is None or after.final is None:
            return ""
        for op, freed in flow.releases:
            if op.block is after.final and not any(each.lock.identity == freed for each in flow.before[op].may):
                line = self._module.line(op.node)
                return f"stays held: the `finally` behind it releases another lock (line {line})"
        return ""

    def _in_a_try_outside(self, function: Function, held: Held) -> str:
        """An acquire of a local function that the function around it calls in a try whose ``finally`` releases."""
        outer = function.parent
        for call in outer.calls if outer is not None else ():
            if any(isinstance(target, FunctionRef) and target.function is function for target in self._targets(call)):
                found = self._before_the_try(call.block, call.function, held)
                if found:
                    return found
        return ""

    def _targets(self, call: Call) -> Values:
        return self._module.targets(call) if isinstance(call.node.func, cst.Name) else ()

    def _is_held_before(self, compound: Try, held: Held) -> bool:
        """Whether a lock is certainly held where a ``try`` begins."""
        first = next(compound.body.ops(), None)
        return first is not None and self._module.critical.held(first).surely(held.lock.identity)

    def _is_freed_in(self, final: Block, call: Call, lock: Lock) -> bool:
        """Whether a release stands in a ``finally``, also behind ``if lock.locked():``, which tells not by whom."""
        owner = call.block.owner
        if not isinstance(owner, Branch) or owner.block is not final:
            return call.block is final
        asked = self._module.critical.operations.asked
        return any(
            each.block.owner is owner and (other := asked(each)) is not None and other.identity == lock.identity
            for each in call.function.calls
        )

    def _before_the_try(self, start: Block, function: Function, held: Held) -> str:
        """An acquire at the start of a try whose ``finally`` releases: failing, it releases what it never got."""
        critical = self._module.critical
        for compound, block in enclosing(start):
            if isinstance(compound, Try) and block is compound.body and compound.final is not None:
                if self._is_held_before(compound, held):
                    continue  # given back inside, and taken again: `finally` gives back what was held before the `try`
                for call in function.calls:
                    lock = critical.released(call)
                    if (
                        lock is not None
                        and lock.identity == held.lock.identity
                        and self._is_freed_in(compound.final, call, lock)
                        and not (isinstance(held.op, Call) and critical.is_condition(held.op))
                    ):
                        return "is taken inside the `try`: if that fails, the `finally` releases what it never got"
        return ""


def _is_one(lock: Lock) -> bool:
    """Whether the text of a lock means one object all along: not the variable of a loop over locks."""
    root = lock.path.root
    scope, name = (root[1], root[2]) if root[0] == "local" else (None, None)
    if isinstance(scope, Scope) and isinstance(name, str):
        writes = scope.bindings.get(name, ())
        return len(writes) == 1 and writes[0].how != "for"
    return root[0] != "fresh"


def counts(flow: LockFlow, held: Held) -> bool:
    """Whether a semaphore is a counter here: also released where it is not held."""
    traits = held.lock.traits
    if not (traits.counting if traits is not None else "semaphore" in held.lock.text.lower()):
        return False
    return any(
        freed == held.lock.identity and not any(each.lock.identity == freed for each in flow.before[op].may)
        for op, freed in flow.releases
        if op in flow.before
    )
