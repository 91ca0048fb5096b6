"""Awaits of the network while a lock of tasks is held: every other task that wants the lock waits for that answer too.

Left alone is what has to wait in there: a lock that lets one task fetch what all of them need (``if self._token is
None: self._token = await fetch()``), and a lock of many (``self._locks[key]``), of which each stops only its own few.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.calls.effects import Effects
from flake8_asyncsafe.model.flow import NEXT, RETURN
from flake8_asyncsafe.model.locks.one_for_all import OneForAll
from flake8_asyncsafe.model.ops import Call, Suspend
from flake8_asyncsafe.model.values import Coroutine, External, ExternalMethod, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.calls.effects import Effect
    from flake8_asyncsafe.model.locks.critical import Held
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.model.values import Value

_LIBRARIES = ("asyncio.", "anyio.", "trio.")
#: ends of something, which wait for little
_QUIET = frozenset({"close", "aclose", "wait_closed", "disconnect", "release", "stop", "cancel", "__init__"})
#: what waits for the network when an ``async with`` enters what it gives
_ENTERED = frozenset({"connect", "connect_robust", "create_pool", "stream", "acquire", "connection", "begin"})
#: what only hands on what there is: it waits where the peer does not keep up, and has to be whole
_SENDS = frozenset({"send", "send_all", "sendto", "sendmsg", "send_eof", "send_bytes", "send_json", "send_str"})
_STREAMS = ("trio.", "anyio.", "asyncio.", "websockets.", "aiohttp.ClientWebSocketResponse.", "zmq.")
_PIPES = frozenset({"stdin", "stdout", "stderr"})
#: calls are looked into that deep: ``await wait_for(gather(fetch(), ...), 5)``
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Convoy:
    """``node`` waits for the network by ``name`` while ``held`` is held.

    ``effect`` is how a helper does that; None where the await itself does.
    """

    node: cst.CSTNode
    held: Held
    name: str
    effect: Effect[Trip] | None = None


@dataclass(frozen=True, slots=True)
class Trip:
    """An await, at ``op``, of something that ``name`` gives and the network has to answer."""

    op: Op
    node: cst.CSTNode
    name: str


class Convoys:
    """The network awaits under locks of tasks of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._once = module.ask(OneForAll)
        self._trips: dict[Function, tuple[Trip, ...]] = {}

    def found(self) -> Iterator[Convoy]:
        """Every await of the network under a lock of tasks that all others have to take too."""
        if not self._module.critical.any_locks:
            return
        for function in self._module.coroutines:
            if self._module.critical.flow(function) is None:
                continue
            seen: set[cst.CSTNode] = set()
            for trip in self._of(function):
                held = self._held(trip.op)
                if held is not None and not self._once.covers(held, trip.op, (function,)):
                    seen.add(trip.node)
                    yield Convoy(trip.node, held, trip.name)
            yield from self._through_helpers(function, seen)

    def _through_helpers(self, function: Function, seen: set[cst.CSTNode]) -> Iterator[Convoy]:
        runs_now = self._module.critical.summaries.runs_now
        for edge in self._module.graph.edges(function):
            held = self._held(edge.op)
            if held is None or edge.node in seen or edge.op is held.op or not runs_now(edge):
                continue
            for effect in self._effects.along(edge):
                chain = [function, *(step.function for step in effect.via)]
                if not self._once.covers(held, edge.op, tuple(chain)):
                    seen.add(edge.node)
                    yield Convoy(edge.node, held, effect.what.name, effect)
                    break

    @cached_property
    def _effects(self) -> Effects[Trip]:
        """Which coroutine functions wait for the network, and by which chain."""

        def seeds() -> Iterator[tuple[Function, cst.CSTNode, Trip]]:
            for function in self._module.coroutines:
                for trip in self._of(function):
                    if not self._once.covers(None, trip.op, (function,)):
                        yield function, trip.node, trip

        return Effects(
            self._module.graph, seeds(), key=lambda _: None, through=self._module.critical.summaries.runs_now
        )

    # -- awaits of the network ----------------------------------------------------------------------------------------

    def _of(self, function: Function) -> tuple[Trip, ...]:
        found = self._trips.get(function)
        if found is None:
            trips = (
                Trip(point, node, name)
                for point in function.suspends
                if not point.lazy or self._module.lazy.runs(point)
                for node, name in self._awaited(point)
            )
            found = self._trips[function] = tuple({trip.node: trip for trip in trips}.values())
        return found

    def _awaited(self, point: Suspend) -> Iterator[tuple[cst.CSTNode, str]]:
        node = point.node
        if isinstance(node, cst.Await):
            yield from self._driven(node.expression, point, _DEEPEST)
        elif point.how == "enter" and isinstance(node, cst.WithItem) and isinstance(node.item, cst.Call):
            for name in self._names(node.item, point):
                api = self._module.catalogue.api(name)
                if (api is not None and api.awaitable) or name.rpartition(".")[2] in _ENTERED or self._opens(name):
                    yield node.item, name
        elif point.how == "for" and isinstance(node, (cst.For, cst.CompFor)):
            for value in self._module.values(node.iter, point):
                name = value.type if isinstance(value, Instance) and isinstance(value.type, str) else ""
                if name and self._waits(name, node.iter):
                    yield node.iter, name

    def _opens(self, name: str) -> bool:
        """What an ``async with`` enters is a request: its type can be awaited as well."""
        api = self._module.catalogue.api(name)
        made = self._module.catalogue.type(api.returns) if api is not None and api.returns else None
        return made is not None and made.awaitable

    def _driven(self, node: cst.BaseExpression, op: Op, depth: int) -> Iterator[tuple[cst.CSTNode, str]]:
        """What awaiting an expression waits for: the call itself, or those that are given to ``gather`` and kin."""
        if isinstance(node, (cst.GeneratorExp, cst.ListComp)):
            node = node.elt
        if isinstance(node, (cst.List, cst.Tuple)):
            for element in node.elements:
                yield from self._driven(element.value, op, depth - 1)
            return
        if not isinstance(node, cst.Call):
            for value in self._module.values(node, op) if isinstance(node, (cst.Name, cst.Attribute)) else ():
                name = self._name(value.of) if isinstance(value, Coroutine) else ""
                if name and self._waits(name, node):
                    yield node, name
                    return
            return
        names = self._names(node, op)
        if names:
            yield node, names[0]
        elif depth:
            place = self._module.call_at(node) or op
            if self._module.critical.summaries.drives(node, place):
                for arg in node.args:
                    yield from self._driven(arg.value, place, depth - 1)

    def _names(self, node: cst.Call, op: Op) -> list[str]:
        place = self._module.call_at(node) or op
        targets = self._module.targets(place) if isinstance(place, Call) else ()
        return [name for name in map(self._name, targets) if name and self._waits(name, node)]

    @staticmethod
    def _name(value: Value) -> str:
        return value.name if isinstance(value, (External, ExternalMethod)) else ""

    def _waits(self, name: str, node: cst.BaseExpression) -> bool:
        member = name.rpartition(".")[2]
        if member in _QUIET or (member in _SENDS and name.startswith(_STREAMS)):
            return False
        if not self._module.catalogue.waits_for_network(name):
            return False
        receiver = node.func.value if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) else node
        return last_name(receiver) not in _PIPES

    # -- locks --------------------------------------------------------------------------------------------------------

    def _is_kept(self, held: Held) -> bool:
        """Whether the function returns with the lock: it stands for a connection that somebody has now."""
        flow = self._module.critical.flow(held.op.function)
        ends = [state for way in (NEXT, RETURN) if flow is not None and (state := flow.outcome.get(way)) is not None]
        return any(state.surely(held.lock.identity) for state in ends)

    def _held(self, op: Op) -> Held | None:
        state = self._module.critical.held(op)
        for held in sorted(state.may, key=lambda each: each.op.index):
            lock = held.lock
            if lock.kind is not LockKind.ASYNC or not lock.type.startswith(_LIBRARIES) or self._once.is_of_many(held):
                continue
            if self._is_kept(held):
                continue
            if state.surely(lock.identity) and "Semaphore" not in lock.type and "Limiter" not in lock.type:
                return held
        return None


__all__ = ["Convoy", "Convoys"]
