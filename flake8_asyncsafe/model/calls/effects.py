"""Effects of functions, with the chain of calls that leads to each.

An effect starts at an operation (a blocking call, a loop that is run, a lock that is taken) and spreads to the
callers of the function it stands in, callers of those, and so on: a walk over the reversed call graph, shortest
chains first, so the first chain found is a shortest one and cycles need no care.  It does not spread out of a
coroutine function: whoever awaits that is not the one to report.  What functions of other modules do is found in the
same way, once, and joins in at the calls that lead there.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Generic, TypeVar

from flake8_asyncsafe.model.scopes import Stub

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    import libcst as cst

    from flake8_asyncsafe.model.calls.conditions import Demands
    from flake8_asyncsafe.model.calls.edges import Edge, Edges
    from flake8_asyncsafe.model.scopes import Function

T = TypeVar("T")

#: a method name and the method that it has to mean on the object
Dispatch = tuple[str, "Function"]
#: an effect that depends on the object is kept for so many of its forms
_VARIANTS = 8


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain: ``function`` does, at ``node``, what leads on."""

    function: Function
    node: cst.CSTNode


@dataclass(frozen=True, slots=True, eq=False)
class Effect(Generic[T]):
    """Something that running a function does: ``what``, and the first step that leads there.

    ``below`` is what it is in the function that the step runs (None: the step itself does it); chains share their ends,
    as there may be thousands of them of a thousand steps.  ``length`` is the number of steps.  ``dispatch`` lists the
    methods that calls on ``self`` must lead to for it to happen: that depends on the object; ``demands`` what the
    parameters must be: that depends on the call.
    """

    what: T
    step: Step
    below: Effect[T] | None = field(default=None, repr=False)
    length: int = 1
    dispatch: frozenset[Dispatch] = frozenset()
    demands: Demands = frozenset()

    @property
    def via(self) -> tuple[Step, ...]:
        """The steps that lead there, outermost first."""
        steps = []
        effect: Effect[T] | None = self
        while effect is not None:
            steps.append(effect.step)
            effect = effect.below
        return tuple(steps)

    def is_implied_by(self, other: Effect[T]) -> bool:
        """Whether it happens wherever ``other`` does."""
        return self.dispatch <= other.dispatch and self.demands <= other.demands


#: the effects of a function by key; of each key several forms, shortest chains first
Found = dict["Hashable", list[Effect[T]]]


class Effects(Generic[T]):
    """The effects of one sort of every function of a graph.

    ``seeds`` are the direct ones: (function, node, what).  ``key`` tells effects apart: of each key only the shortest
    chain is kept per function.  ``translate`` says what an effect of a callee is to the caller along an edge (a lock of
    ``self`` stays one of ``self`` when a method calls its sibling); None: nothing.  ``beyond`` gives the effects of
    functions that are not of this graph.
    """

    def __init__(
        self,
        graph: Edges,
        seeds: Iterable[tuple[Function, cst.CSTNode, T]],
        key: Callable[[T], Hashable],
        translate: Callable[[T, Edge], T | None] = lambda what, _: what,
        through: Callable[[Edge], bool] = lambda edge: not edge.awaited,
        beyond: Callable[[Function], Found[T]] | None = None,
    ) -> None:
        self._graph = graph
        self._translate = translate
        self._through = through
        self._beyond = beyond
        self._found: dict[Function, Found[T]] = {}
        self._places: dict[Function, dict[int, int]] = {}
        self._spread(seeds, key)

    def _spread(self, seeds: Iterable[tuple[Function, cst.CSTNode, T]], key: Callable[[T], Hashable]) -> None:
        """Find all effects, shortest chains first.

        Of chains of one length that of the earlier operation counts, and of one operation the one that counts in its
        callee: so it is the same chain whatever part of a program is looked at, and in whatever order.
        """
        numbers = count()
        queue: list[tuple[int, int, int, int, Function, Effect[T]]] = []

        def add(function: Function, effect: Effect[T] | None, place: int, rank: int) -> None:
            if effect is not None:
                heapq.heappush(queue, (effect.length, place, rank, next(numbers), function, effect))

        for place, (function, node, what) in enumerate(seeds):
            demands = self._graph.demands(function, node)
            add(function, Effect(what, Step(function, node), demands=demands), place, 0)
        for caller, edge in self._graph.leaving() if self._beyond is not None else ():
            for effects in self._beyond(edge.callee).values() if self._beyond is not None else ():
                for rank, effect in enumerate(effects):
                    add(caller, self._carried(effect, caller, edge), self._place(caller, edge), rank)
        while queue:
            *_, function, effect = heapq.heappop(queue)
            known = self._found.setdefault(function, {}).setdefault(key(effect.what), [])
            if len(known) >= _VARIANTS or any(each.is_implied_by(effect) for each in known):
                continue
            rank = len(known)
            known.append(effect)
            for caller, edge in self._graph.callers(function):
                add(caller, self._carried(effect, caller, edge), self._place(caller, edge), rank)

    def _place(self, caller: Function, edge: Edge) -> int:
        """The place of an edge among those of its caller."""
        places = self._places.get(caller)
        if places is None:
            places = self._places[caller] = {id(each): at for at, each in enumerate(self._graph.edges(caller))}
        return places[id(edge)]

    def _carried(self, effect: Effect[T], caller: Function, edge: Edge) -> Effect[T] | None:
        """What an effect of an edge's callee is to the caller; None: nothing."""
        if not self._through(edge) or not self._graph.admits(edge, effect):
            return None
        passed = self._translate(effect.what, edge)
        if passed is None:
            return None
        return Effect(
            passed,
            Step(caller, edge.node),
            effect,
            effect.length + 1,
            self._graph.dispatch(caller, edge, effect.dispatch),
            self._graph.demands(caller, edge.node) | self._graph.passed_on(edge, effect.demands),
        )

    def by_key(self, function: Function) -> Found[T]:
        """The effects of running ``function``, with all their forms, by what tells them apart."""
        if self._beyond is not None and isinstance(function, Stub) and not function.is_local:
            return self._beyond(function)
        return self._found.get(function, {})

    def of_own(self, function: Function) -> Found[T]:
        """Like `by_key`, for a function of the graph."""
        return self._found.get(function, {})

    def of(self, function: Function) -> tuple[Effect[T], ...]:
        """The effects of running ``function`` on some object, with some arguments, shortest chains first."""
        return tuple(effects[0] for effects in self.by_key(function).values())

    def along(self, edge: Edge) -> tuple[Effect[T], ...]:
        """The effects of what ``edge`` runs, on the object that it is run on, with the arguments that it passes."""
        found = self.by_key(edge.callee)
        first = (next((each for each in effects if self._graph.admits(edge, each)), None) for effects in found.values())
        return tuple(effect for effect in first if effect is not None)
