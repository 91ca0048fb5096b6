"""What one operation does to locks: which it takes, gives back, or lets somebody else give back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.locks.critical.state import Held, Identity, Locked
from flake8_asyncsafe.model.locks.identity import Lock, Path
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Call, Enter, Op, With, enclosing
from flake8_asyncsafe.model.scopes import Class, Function
from flake8_asyncsafe.model.values import ContextManager, FunctionRef, Instance, Method

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.locks.critical.sections import CriticalSections
    from flake8_asyncsafe.model.module import Module

#: methods that take a lock
_STACKS = frozenset({"contextlib.ExitStack", "contextlib.AsyncExitStack"})
ACQUIRING = frozenset({"acquire", "acquire_nowait"})
_NEVER_FAIL = frozenset(
    {
        "threading.Event.is_set", "threading.Condition.notify", "threading.Condition.notify_all",
        "threading.Lock.locked",
        "asyncio.Event.is_set", "asyncio.Condition.notify", "asyncio.Condition.notify_all", "asyncio.Lock.locked",
        "threading.get_ident", "threading.current_thread", "time.time", "time.monotonic", "time.perf_counter",
        "builtins.list.append", "collections.deque.append", "builtins.len", "builtins.max", "builtins.min",
        "builtins.set.add", "builtins.set.discard", "collections.deque.appendleft", "asyncio.Task.add_done_callback",
        "asyncio.Future.add_done_callback",
    }
)  # fmt: skip
_NEVER_FAIL_LAST = frozenset(name.rpartition(".")[2] for name in _NEVER_FAIL)
_FLAG_VALUES = frozenset({"True", "False", "None"})
#: APIs that give up waiting for a coroutine after a while
_WITH_TIMEOUT = frozenset({"asyncio.wait_for", "asyncio.wait"})


def method_of(call: Call) -> str:
    """The name of the method that a call calls ("" for plain functions)."""
    func = call.node.func
    return func.attr.value if type(func) is cst.Attribute else ""


def _waits(call: cst.Call) -> bool:
    return isinstance(call.func, cst.Attribute) and call.func.attr.value in {"wait", "wait_for"}


class Operations:
    """The lock operations of one module, one at a time."""

    def __init__(self, module: Module, sections: CriticalSections) -> None:
        self._module = module
        self._locks = module.locks
        self._sections = sections
        self._entered: dict[Enter, tuple[Held, ...]] = {}
        self._taken: dict[Function, tuple[Held, ...]] = {}

    # -- with ---------------------------------------------------------------------------------------------------------

    def entered(self, op: Enter) -> tuple[Held, ...]:
        """The locks that entering a with takes until it is left."""
        found = self._entered.get(op)
        if found is None:
            self._entered[op] = ()  # a context manager that enters itself
            found = self._entered[op] = self._find_entered(op)
        return found

    def _find_entered(self, op: Enter) -> tuple[Held, ...]:
        context = op.node.item
        is_async = op.scope.is_async
        lock = self._locks.entered(op)
        if lock is not None:
            return (Held(lock, context, op, "with", is_async=is_async),)
        awaited, acquires = self.entered_by_await(op) or (None, True)
        if awaited is not None and not acquires and awaited.kind is LockKind.ASYNC:
            return (Held(awaited, context, op, "with", is_async=True),)  # as it was held where that worked
        found: list[Held] = []
        barred = self._barred(op)
        if barred is not None:
            found.append(Held(barred, context, op, "with", is_async=is_async))
        summaries = self._sections.summaries
        for value in self._module.values(context, op):
            if isinstance(value, ContextManager) and value.is_async == is_async:
                for inner in summaries.held_at_yield(value.of.function):
                    outer = summaries.translated(inner.lock, value.of.function, value.node, op)
                    if outer is not None and not (outer.traits is None and inner.is_async):
                        found.append(Held(outer, context, op, "helper", inner.blocking, is_async=is_async))
            elif isinstance(value, Instance) and isinstance(value.type, Class):
                method = self._module.classes.method(value.type, "__aenter__" if is_async else "__enter__")
                if method is not None:
                    for inner, takes in summaries.net(method):
                        outer = summaries.of_receiver(inner.lock, context, op)
                        if takes and outer is not None:
                            found.append(Held(outer, context, op, "helper", inner.blocking))
        return tuple(found)

    def entered_by_await(self, op: Enter) -> tuple[Lock | None, bool] | None:
        """(lock, whether its ``acquire()`` is) for what ``with await lock:`` and ``with (yield from lock):`` await.

        The lock is None where something else is awaited; None is a ``with`` without an await.

        asyncio had both until Python 3.9: https://docs.python.org/3/whatsnew/3.9.html#removed.
        """
        item = op.node.item
        if op.scope.is_async or not isinstance(item, (cst.Await, cst.Yield)):
            return None
        inner = item.expression if isinstance(item, cst.Await) else item.value
        inner = inner.item if isinstance(inner, cst.From) else inner
        call = self._module.call_at(inner) if isinstance(inner, cst.Call) else None
        taken = self.acquired(call) if call is not None else None
        if taken is not None:
            return taken.lock, True
        if isinstance(inner, (cst.Name, cst.Attribute, cst.Subscript)):
            return self._locks.lock(inner, op), False
        return None, False

    def _barred(self, op: Enter) -> Lock | None:
        """What the user's configuration says must not be held across an await."""
        patterns = self._module.settings.not_across_await
        if not patterns:
            return None
        context = op.node.item
        names = {
            value.type
            for value in self._module.values(context, op)
            if isinstance(value, Instance) and isinstance(value.type, str)
        }
        if isinstance(context, cst.Call):
            names |= self._module.names_of(context.func, op) | self._module.own_names(context.func, op)
        for pattern in patterns:
            if any(pattern.matches(name) for name in names):
                reason = pattern.advice or "the configuration says it must not be held across an await"
                return Lock(Path(("fresh", context)), self._module.source(context), None, pattern.glob, reason=reason)
        return None

    def pushed(self, op: Call) -> Held | None:
        """The lock that ``stack.enter_context(lock)`` takes until the stack is left."""
        if method_of(op) not in {"enter_context", "enter_async_context"} or not op.node.args:
            return None
        assert isinstance(op.node.func, cst.Attribute)
        for value in self._module.values(op.node.func.value, op):
            if isinstance(value, Instance) and not self._is_stack(value):
                return None  # a method of that name on something else
        given = op.node.args[0].value
        lock = self._locks.lock(given, op)
        return Held(lock, given, op, "stack", stack=dotted_text(op.node.func.value)) if lock is not None else None

    def _is_stack(self, value: Instance) -> bool:
        names = (value.type,) if isinstance(value.type, str) else self._module.classes.external_bases(value.type)
        return any(name in _STACKS for name in names)

    @staticmethod
    def emptied(op: Call, state: Locked) -> Iterator[Held]:
        """The locks that leave an exit stack before its block ends: ``stack.close()``, ``stack.pop_all()``."""
        if method_of(op) in {"close", "aclose", "pop_all"} and isinstance(op.node.func, cst.Attribute):
            stack = dotted_text(op.node.func.value)
            yield from (held for held in state.may if held.stack and held.stack == stack)

    # -- acquire ------------------------------------------------------------------------------------------------------

    def acquired(self, op: Call) -> Held | None:
        """The lock that a call of ``acquire`` takes."""
        name = method_of(op)
        if name not in ACQUIRING and not isinstance(op.node.func, cst.Name):
            return None
        lock = self._locks.method_call(op, name or "acquire")
        if lock is None:
            return None
        return Held(lock, op.node, op, "acquire", blocking=self.is_blocking(op))

    @staticmethod
    def is_immediate(op: Call) -> bool:
        """Whether an acquire of an async lock takes it in the call itself (or raises): there is nothing to await."""
        return method_of(op) == "acquire_nowait"

    def await_of(self, op: Call) -> cst.Await | None:
        """The await around an acquire, also ``await wait_for(lock.acquire(), 1)``; None if it is not awaited here."""
        node: cst.CSTNode | None = op.node
        for _ in range(6):
            node = self._module.parents.get(node) if node is not None else None
            if isinstance(node, cst.Await):
                return node
            if not isinstance(node, (cst.Arg, cst.Call)):
                return None
        return None

    def is_blocking(self, op: Call) -> bool:
        """Whether an acquire waits as long as it takes: not ``acquire(False)``, nor with a timeout of any form."""
        if self.is_immediate(op):
            return False
        flag = argument(op.node, "blocking", 0) or argument(op.node, "block", 0)
        if isinstance(flag, cst.Name) and flag.value == "False":
            return False
        timeout = argument(op.node, "timeout", 1)
        if timeout is not None:
            endless = isinstance(timeout, cst.Name) and timeout.value == "None"
            return endless or isinstance(timeout, cst.UnaryOperation)
        return not self._gives_up(op)

    def waits(self, held: Held) -> bool:
        """Whether an acquire waits, be it for a while: ``acquire(timeout=5)`` does, ``acquire(False)`` does not."""
        op = held.op
        if held.blocking or held.how != "acquire" or not isinstance(op, Call) or self.is_immediate(op):
            return held.blocking
        flag = argument(op.node, "blocking", 0) or argument(op.node, "block", 0)
        timeout = argument(op.node, "timeout", 1)
        if timeout is None or (isinstance(flag, cst.Name) and flag.value == "False"):
            return False
        return not (isinstance(timeout, (cst.Integer, cst.Float)) and timeout.evaluated_value == 0)

    def _gives_up(self, op: Call) -> bool:
        """Whether an awaited acquire stands in ``wait_for(...)`` or in a block that bounds its time."""
        if self.await_of(op) is None:
            return False
        node = self._module.parents.get(op.node)
        outer = self._module.parents.get(node) if isinstance(node, cst.Arg) else None
        if isinstance(outer, cst.Call) and self._module.names_of(outer.func, op) & _WITH_TIMEOUT:
            return True
        for compound, block in enclosing(op.block):
            if isinstance(compound, With) and block is compound.body and isinstance(compound.context, cst.Call):
                for name in self._module.names_of(compound.context.func, compound.enter):
                    entry = self._module.catalogue.type(name)
                    if entry is not None and entry.scope == "timeout":
                        return True
        return False

    def takes_when_awaited(self, held: Held) -> bool:
        """Whether an acquire takes its lock when the await is over, and not when it is called.

        So do those of tasks' locks, and of what only its name says to be a lock where the acquire is awaited.
        """
        if not isinstance(held.op, Call) or self.is_immediate(held.op):
            return False
        return held.lock.kind is LockKind.ASYNC or (held.lock.traits is None and self.await_of(held.op) is not None)

    def waits_here(self, held: Held) -> bool:
        """Whether a lock is waited for where it is taken: the coroutine of a task lock's ``acquire`` may run later."""
        if held.how != "acquire" or held.lock.kind is not LockKind.ASYNC or not isinstance(held.op, Call):
            return True
        return self.await_of(held.op) is not None

    def is_condition(self, op: Call) -> bool:
        """Whether the result of an acquire decides a branch, loop or assert directly."""
        use = self._module.use(op.node)
        if use.kind == "awaited" and isinstance(use.node, cst.Await):
            use = self._module.use(use.node)
        return use.kind == "tested"

    def flags(self, function: Function) -> dict[str, list[Identity]]:
        """Locals that tell whether a lock is held: names bound to results of acquire, or to True and False only.

        The value lists the locks that the name tells about; empty means any (a plain flag).
        """
        by_node = {call.node: call for call in function.calls if method_of(call) == "acquire"}
        helped = bool(self._sections.summaries.changers)
        calls = {call.node: call for call in function.calls} if helped else by_node
        found: dict[str, list[Identity]] = {}
        for name, writes in function.scope.bindings.items() if calls else ():
            about: list[Identity] = []
            for write in writes:
                value = write.value.expression if isinstance(write.value, cst.Await) else write.value
                if write.how in {"assign", "ann", "walrus"} and isinstance(value, cst.Call) and value in calls:
                    told = self._told_by(calls[value])
                    if told is not None:
                        about.append(told)
                        continue
                if not (write.how in {"assign", "ann"} and isinstance(value, cst.Name) and value.value in _FLAG_VALUES):
                    break
            else:
                if about or by_node:
                    found[name] = about
        for call in by_node.values():
            # `if self.shared: lock.acquire()`: without that condition the lock is not held later on either
            lock = self._locks.method_call(call, "acquire")
            for compound, block in enclosing(call.block) if lock is not None else ():
                if isinstance(compound, Branch) and lock is not None:
                    for (_, body), test in zip(compound.arms, compound.tests, strict=True):
                        if body is block and test is not None and dotted_text(test):
                            found.setdefault(dotted_text(test), []).append(lock.identity)
        return found

    def _told_by(self, call: Call) -> Identity | None:
        """The lock about which the result of a call tells whether it was taken: of ``acquire``, or of a helper."""
        lock = self._locks.method_call(call, "acquire") if method_of(call) == "acquire" else None
        if lock is not None:
            return lock.identity
        taken = [held for held, takes in self._sections.summaries.net_effects(call) if takes]
        return taken[0].lock.identity if len(taken) == 1 else None

    def never_fails(self, op: Call) -> bool:
        """Whether a call certainly raises nothing where a lock is held: a look at the clock or a flag, a wake-up."""
        func = op.node.func
        last = func.attr.value if isinstance(func, cst.Attribute) else func.value if isinstance(func, cst.Name) else ""
        if last not in _NEVER_FAIL_LAST:
            return False
        names = self._module.names_of(func, op)
        return bool(names) and names <= _NEVER_FAIL

    # -- release ------------------------------------------------------------------------------------------------------

    def released(self, op: Call) -> Lock | None:
        """The lock that a call of ``release`` gives back."""
        if method_of(op) != "release" and not isinstance(op.node.func, cst.Name):
            return None
        return self._locks.method_call(op, "release")

    def asked(self, op: Call) -> Lock | None:
        """The lock that a call of ``locked`` asks whether anybody holds it."""
        return self._locks.method_call(op, "locked") if method_of(op) == "locked" else None

    def entrusted(self, op: Call) -> Iterator[Identity]:
        """The locks whose release a call is given to do later: ``stack.callback(lock.release)``, also in a lambda."""
        for arg in op.node.args:
            given = arg.value
            if isinstance(given, cst.Attribute) and given.attr.value == "release":
                lock = self._locks.lock(given.value, op)
                if lock is not None:
                    yield lock.identity
            elif isinstance(given, cst.Call) and _waits(given):  # `create_task(condition.wait())` lets go meanwhile
                assert isinstance(given.func, cst.Attribute)
                lock = self._locks.lock(given.func.value, op)
                if lock is not None and lock.kind is LockKind.ASYNC:
                    yield lock.identity
            elif isinstance(given, cst.Lambda):
                for value in self._module.values(given, op):
                    for call in value.function.calls if isinstance(value, FunctionRef) else ():
                        lock = self.released(call)
                        if lock is not None:
                            yield lock.identity

    def lent(self, op: Call) -> Iterator[Identity]:
        """The locks that a method handed to a call gives back: ``on_done(self.commit)``, perhaps before it returns."""
        summaries = self._sections.summaries
        for arg in op.node.args if summaries.changers else ():
            for value in self._module.values(arg.value, op) if isinstance(arg.value, cst.Attribute) else ():
                if isinstance(value, Method) and value.function in summaries.changers:
                    for held, takes in summaries.net(value.function):
                        lock = summaries.of_receiver(held.lock, arg.value.value, op) if not takes else None  # type: ignore[attr-defined]
                        if lock is not None:
                            yield lock.identity

    def gives_back(self, function: Function, identity: Identity, after: int = -1) -> bool:
        """Whether some operation of the function's own gives a lock back, or lets somebody else do it later."""
        for call in function.calls:
            if call.index <= after:
                continue
            lock = self.released(call)
            if (lock is not None and lock.identity == identity) or identity in self.entrusted(call):
                return True
            if any(
                held.lock.identity == identity and not takes
                for held, takes in self._sections.summaries.net_effects(call)
            ):
                return True
        return False

    def taken_by(self, function: Function) -> tuple[Held, ...]:
        """The locks that a function's own operations take, as they take them."""
        found = self._taken.get(function)
        if found is None:
            found = self._taken[function] = tuple(self._find_taken(function))
        return found

    def _find_taken(self, function: Function) -> Iterator[Held]:
        for op in function.ops:
            if isinstance(op, Enter):
                yield from (held for held in self.entered(op) if held.how == "with")
            elif isinstance(op, Call):
                held = self.acquired(op) or self.pushed(op)
                if held is not None:
                    yield held

    def frees_first(self, held: Held) -> bool:
        """Whether the function gives a lock back before it takes it: unlock, wait, relock is its caller's protocol."""
        for call in held.op.function.calls:
            if call.index >= held.op.index:
                return False
            lock = self.released(call)
            if lock is not None and lock.identity == held.lock.identity:
                return True
        return False


__all__ = ["ACQUIRING", "Op", "Operations", "method_of"]
