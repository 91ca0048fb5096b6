"""Sends to a channel of limited size under a lock that its receiver needs.

A send waits while the channel is full; it ends when somebody receives.  If all who receive from it take a lock on their
way to the next item, and the sender holds that lock, nobody does: the mirror image of `waiting.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument, is_complete
from flake8_asyncsafe.model.channels.abroad import UsesAbroad
from flake8_asyncsafe.model.channels.identity import Channels
from flake8_asyncsafe.model.contexts import Contexts
from flake8_asyncsafe.model.contexts.handles import loops_around
from flake8_asyncsafe.model.locks.order import LockOrder, sure
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Iterate, Loop, Op, With, enclosing
from flake8_asyncsafe.model.sharing.accesses import Accesses
from flake8_asyncsafe.model.values import UNKNOWN, ClassRef, Constant, External, Foreign, FunctionRef, Instance, Method

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flake8_asyncsafe.model.calls.edges import Edge
    from flake8_asyncsafe.model.channels.abroad import ChannelUse
    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class, Function

Key = tuple[object, ...]
_QUEUES = frozenset({"queue.Queue", "asyncio.Queue", "multiprocessing.Queue", "multiprocessing.JoinableQueue"})
#: the two ends of the memory channels of trio and anyio
_SENDERS = frozenset({"trio.MemorySendChannel", "anyio.streams.memory.MemoryObjectSendStream"})
_RECEIVERS = frozenset({"trio.MemoryReceiveChannel", "anyio.streams.memory.MemoryObjectReceiveStream"})
_SENDS = frozenset({"put", "send"})
_RECEIVES = frozenset({"get", "get_nowait", "receive", "receive_nowait"})
_LOOKS = frozenset({"full", "qsize", "empty", "get_nowait", "statistics"})
_TIME_LIMITS = frozenset({"timeout", "timeout_at", "fail_after", "fail_at", "move_on_after", "move_on_at"})
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class SendUnderLock:
    """``send`` waits for room while ``lock``, taken at ``taken``, is held.

    ``receiver``, which receives at the place ``receive``, takes the lock at ``needed``.
    """

    send: Call
    lock: Lock
    taken: cst.CSTNode
    receiver: str
    receive: str
    needed: str


@dataclass(slots=True)
class _Channel:
    """The sends that wait and everything that receives, on one channel of limited size."""

    sends: list[Call]
    receives: list[Op]
    filled: bool = False


class SendsUnderLocks:
    """The sends of one module that can wait for ever for somebody who waits for their lock."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)
        self._abroad = module.ask(UsesAbroad)
        self._order = module.ask(LockOrder)
        self._critical = module.critical

    def found(self) -> Iterator[SendUnderLock]:
        """Every send without a time limit under a lock that all who receive take before the next item."""
        if not self._critical.any_locks:
            return
        for channel in self._by_identity.values():
            if channel.filled:
                continue
            for send in channel.sends:
                abroad = [use for _, use in self._received_abroad(send)]
                others = [op for op in channel.receives if op.function is not send.function]
                if len(others) < len(channel.receives):
                    continue  # it receives itself
                for lock, key, taken in self._held(send):
                    needs = [need for op in others if (need := self._need(op, key)) is not None]
                    if len(needs) < len(others) or not all(key in use.needs for use in abroad):
                        continue
                    if not any(self._is_given_away(op) for op in (send, *others)):
                        if others:
                            name, at = others[0].function.qualname, self._line(others[0].node)
                            yield SendUnderLock(send, lock, taken, name, at, self._line(needs[0]))
                        elif abroad:
                            use = abroad[0]
                            yield SendUnderLock(send, lock, taken, use.function, use.place, use.place)
                    break

    def _line(self, node: cst.CSTNode) -> str:
        return f"line {self._module.line(node)}"

    def _received_abroad(self, send: Call) -> Iterator[tuple[Class, ChannelUse]]:
        """What the object's class, in another module, receives from the channel of a send."""
        func = send.node.func
        for each in self._abroad.of(func.value, send) if isinstance(func, cst.Attribute) else ():
            if each[1].method in _RECEIVES:
                yield each

    def needed(self, op: Op) -> Iterator[Key]:
        """The locks that who receives takes around a receive, or on the way to the next."""
        for _, key, _ in self._held(op):
            yield key
        for key, _ in self._taken_on_the_way(op, 0):
            yield key

    def _is_given_away(self, op: Op) -> bool:
        """Whether a channel, by the name that it has here, is handed to code out of sight: that may receive from it."""
        func = op.node.func if isinstance(op.node, cst.Call) else None
        text = dotted_text(func.value) if isinstance(func, cst.Attribute) else ""
        owner = op.function.owner
        places = [each for each in self._module.functions if owner is not None and each.owner is owner] or [op.function]
        return bool(text) and any(
            any(dotted_text(arg.value) == text for arg in call.node.args) and self._is_out_of_sight(call)
            for function in places
            for call in function.calls
        )

    def _is_out_of_sight(self, call: Call) -> bool:
        targets = self._module.targets(call)
        return not targets or any(
            each == UNKNOWN
            or isinstance(each, Foreign)
            or (isinstance(each, (FunctionRef, Method)) and each.function.is_stub)
            or (isinstance(each, ClassRef) and each.cls.is_stub)
            for each in targets
        )

    # -- channels -----------------------------------------------------------------------------------------------------

    @cached_property
    def _by_identity(self) -> dict[Key, _Channel]:
        found: dict[Key, _Channel] = {}
        accesses = self._module.ask(Accesses)
        for use in self._channels.uses:
            if use.channel.type not in _QUEUES or not self._is_bounded(use.channel.origin, "maxsize"):
                continue
            channel = found.setdefault(use.channel.identity, _Channel([], []))
            if use.method.startswith("put") and accesses.is_construction(use.function) and loops_around(use.call):
                channel.filled = True  # a pool: there is room for all that were in it
            elif use.method in _RECEIVES:
                channel.receives.append(use.call)
            elif (
                use.method == "put"
                and self._channels.is_endless(use)
                and self._waits(use.call, is_async=use.channel.is_async)
            ):
                channel.sends.append(use.call)
        for function in self._module.coroutines if "memory" in self._module.lowered_source else ():
            for op in function.ops:
                self._memory(op, found)
        return found

    def _memory(self, op: Op, found: dict[Key, _Channel]) -> None:
        """The ends of a memory channel are told by the call that made both."""
        subject: cst.BaseExpression | None = None
        if isinstance(op, Call) and isinstance(op.node.func, cst.Attribute):
            name = op.node.func.attr.value
            subject = op.node.func.value if name in _SENDS or name in _RECEIVES else None
        elif isinstance(op, Iterate) and op.is_async:
            subject, name = op.iterable, "receive"
        else:
            return
        for value in self._module.values(subject, op) if subject is not None else ():
            if not isinstance(value, Instance) or value.origin is None or value.type not in _SENDERS | _RECEIVERS:
                continue
            if not self._is_bounded(value.origin, "max_buffer_size"):
                continue
            channel = found.setdefault(("made", value.origin), _Channel([], []))
            if name in _RECEIVES and value.type in _RECEIVERS:
                channel.receives.append(op)
            elif name == "send" and isinstance(op, Call) and self._waits(op, is_async=True):
                channel.sends.append(op)

    def _is_bounded(self, origin: cst.Call | None, name: str) -> bool:
        """Whether a channel is made with a size that is known to be one; a memory channel without one has none."""
        if origin is None or not is_complete(origin):
            return False
        given = argument(origin, name, 0)
        if given is None:
            return name == "max_buffer_size"
        place = self._module.call_at(origin)
        if place is None and isinstance(given, cst.Integer):
            return bool(given.evaluated_value)  # made in another module
        for value in self._module.values(given, place) if place is not None else ():
            if isinstance(value, External) and value.name == "math.inf":
                return False
            if isinstance(value, Constant) and isinstance(value.value, (int, float)) and name == "maxsize":
                return value.value > 0
        return not (isinstance(given, cst.Call) or "inf" in self._module.source(given))

    def _waits(self, send: Call, *, is_async: bool) -> bool:
        """Whether the send waits there and then as long as it takes, without a look for room in front of it."""
        if is_async and self._module.use(send.node).kind != "awaited":
            return False  # somebody else awaits it, perhaps not for ever
        text = self._module.source(send.node.func.value) if isinstance(send.node.func, cst.Attribute) else ""
        for call in send.function.calls:
            func = call.node.func
            looks = isinstance(func, cst.Attribute) and func.attr.value in _LOOKS
            if looks and isinstance(func, cst.Attribute) and self._module.source(func.value) == text:
                return False
        for compound, _ in enclosing(send.block):
            if isinstance(compound, With) and isinstance(compound.context, cst.Call):
                func = compound.context.func
                name = func.attr.value if isinstance(func, cst.Attribute) else getattr(func, "value", "")
                if name in _TIME_LIMITS:
                    return False
        return True

    # -- locks --------------------------------------------------------------------------------------------------------

    def _held(
        self, op: Op, depth: int = 0, seen: frozenset[Function] = frozenset()
    ) -> Iterator[tuple[Lock, Key, cst.CSTNode]]:
        """(lock, what tells it apart, where it was taken) for what is held at an operation, there or by a caller."""
        for held in sure(self._critical.held(op)):
            resolved = self._resolve(held.lock, held.node, held.op)
            if resolved is not None:
                yield held.lock, resolved, held.node
        if depth < _DEEPEST and op.function not in seen:
            for _, edge in self._module.graph.callers(op.function):
                if self._critical.summaries.runs_now(edge):
                    yield from self._held(edge.op, depth + 1, seen | {op.function})

    def _resolve(self, lock: Lock, node: cst.CSTNode, op: Op, depth: int = 0) -> Key | None:
        """What tells a lock apart; one that was given, in a parameter or to the constructor, is what was given."""
        if depth < _DEEPEST:
            given = self._channels.sources(lock.path.root, lock.path.steps, self._module.locks.owned(lock))
            found: set[Key | None] = set()
            for expression, place in given:
                source = self._module.locks.lock(expression, place)
                found.add(self._resolve(source, expression, place, depth + 1) if source is not None else None)
            if len(found) == 1:
                return found.pop()
        return self._order.key(lock, node, op) if self._order.is_one(lock) else None

    def _need(self, op: Op, key: Key) -> cst.CSTNode | None:
        """Where a receiver takes a lock, around its receive or on the way to the next one."""
        for _, each, taken in self._held(op):
            if each == key:
                return taken
        return next((node for each, node in self._taken_on_the_way(op, 0) if each == key), None)

    def _taken_on_the_way(self, op: Op, depth: int) -> Iterator[tuple[Key, cst.CSTNode]]:
        function = op.function
        loops = loops_around(op)
        if isinstance(op, Iterate) and op.is_async:
            own = next((each for each in op.block.items if isinstance(each, Loop) and each.node is op.node), None)
            loops += [own] if own is not None else []
        if loops:
            yield from self._taken_in(function, {each for block in loops[-1].blocks() for each in block.ops()})
            return
        callers = self._module.graph.callers(function)
        started = any(context.entry is function for context in self._module.ask(Contexts).contexts)
        # who is called again and again takes on the way to the next receive what it takes behind this one
        again = not callers and not started
        yield from self._taken_in(function, {each for each in function.ops if again or each.index < op.index})
        for _, edge in callers if depth < _DEEPEST else ():
            if loops_around(edge.op):
                yield from self._taken_in(function, set(function.ops))
            yield from self._taken_on_the_way(edge.op, depth + 1)

    def _taken_in(self, function: Function, ops: set[Op]) -> Iterator[tuple[Key, cst.CSTNode]]:
        """The locks that some operations of a function wait for, themselves or in what they call."""
        for held in self._critical.operations.taken_by(function):
            if held.op in ops and held.blocking:
                key = self._resolve(held.lock, held.node, held.op)
                if key is not None:
                    yield key, held.node
        for edge in self._edges_at(function, ops):
            for effect in self._critical.summaries.taken_along(edge):
                lock, key = self._order.innermost(effect, edge)
                if self._order.is_one(lock):
                    yield key, edge.node

    def _edges_at(self, function: Function, ops: set[Op]) -> Iterable[Edge]:
        return (
            edge
            for edge in self._module.graph.edges(function)
            if edge.op in ops and self._critical.summaries.runs_now(edge)
        )
