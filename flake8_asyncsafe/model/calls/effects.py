"""Effects of functions, with the chain of calls that leads to each.

An effect starts at an operation (a blocking call, a loop that is run, a lock that is taken) and spreads to the
callers of the function it stands in, callers of those, and so on: a breadth-first walk over the reversed call
graph, so the first chain found is a shortest one and cycles need no care.  It does not spread out of a coroutine
function: whoever awaits that is not the one to report.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    import libcst as cst

    from flake8_asyncsafe.model.calls.graph import CallGraph, Edge
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


@dataclass(frozen=True, slots=True)
class Effect(Generic[T]):
    """Something that running a function does: ``what``, and the steps that lead there (``via``, outermost first).

    ``dispatch`` lists the methods that calls on ``self`` must lead to for it to happen: that depends on the object.
    """

    what: T
    via: tuple[Step, ...]
    dispatch: frozenset[Dispatch] = frozenset()


class Effects(Generic[T]):
    """The effects of one sort of every function of a module.

    ``seeds`` are the direct ones: (function, node, what).  ``key`` tells effects apart: of each key only the shortest
    chain is kept per function.  ``translate`` says what an effect of a callee is to the caller along an edge (a lock of
    ``self`` stays one of ``self`` when a method calls its sibling); None: nothing.
    """

    def __init__(
        self,
        graph: CallGraph,
        seeds: Iterable[tuple[Function, cst.CSTNode, T]],
        key: Callable[[T], Hashable],
        translate: Callable[[T, Edge], T | None] = lambda what, _: what,
        through: Callable[[Edge], bool] = lambda edge: not edge.awaited,
    ) -> None:
        self._graph = graph
        self._found: dict[Function, dict[Hashable, list[Effect[T]]]] = {}
        queue: deque[tuple[Function, Effect[T]]] = deque()
        for function, node, what in seeds:
            queue.append((function, Effect(what, (Step(function, node),))))
        while queue:
            function, effect = queue.popleft()
            known = self._found.setdefault(function, {}).setdefault(key(effect.what), [])
            if len(known) >= _VARIANTS or any(each.dispatch <= effect.dispatch for each in known):
                continue
            known.append(effect)
            for caller, edge in graph.callers(function):
                if not through(edge) or not graph.admits(edge, effect):
                    continue
                passed = translate(effect.what, edge)
                if passed is not None:
                    dispatch = graph.dispatch(caller, edge, effect.dispatch)
                    queue.append((caller, Effect(passed, (Step(caller, edge.node), *effect.via), dispatch)))

    def of(self, function: Function) -> tuple[Effect[T], ...]:
        """The effects of running ``function`` on some object, shortest chains first."""
        return tuple(effects[0] for effects in self._found.get(function, {}).values())

    def along(self, edge: Edge) -> tuple[Effect[T], ...]:
        """The effects of what ``edge`` runs, on the object that it is run on."""
        found = self._found.get(edge.callee, {})
        first = (next((each for each in effects if self._graph.admits(edge, each)), None) for effects in found.values())
        return tuple(effect for effect in first if effect is not None)
