"""The order in which the functions of other modules take locks: which one is waited for while which one is held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.calls.sites import Site
from flake8_asyncsafe.model.linking.locks import LockReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.calls.effects import Effect
    from flake8_asyncsafe.model.linking.effects import AcquisitionsOfStubs, StubGraph
    from flake8_asyncsafe.model.linking.linked import Linked
    from flake8_asyncsafe.model.linking.program import Program
    from flake8_asyncsafe.model.linking.stubs import StubModule
    from flake8_asyncsafe.model.locks.critical.summaries import Acquisition
    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.scopes import Stub


@dataclass(frozen=True, slots=True)
class StubOrder:
    """At ``site`` in ``function``, ``second`` is waited for while ``held`` are held.

    ``effect`` is the way to where it is taken, if that is in a callee, ``seen`` which lock that is to the function.
    """

    function: Stub
    site: Site
    held: tuple[Lock, ...]
    second: Lock
    seen: Lock | None
    effect: Effect[Acquisition] | None = None


class OrdersOfStubs:
    """The orders of whole modules, by their summaries."""

    def __init__(self, program: Program, graph: StubGraph, acquisitions: AcquisitionsOfStubs, linked: Linked) -> None:
        self._program = program
        self._graph = graph
        self._acquisitions = acquisitions
        self._reader = LockReader(linked)
        self._known: dict[str, tuple[StubOrder, ...]] = {}

    def named(self, name: str, own: str) -> tuple[StubOrder, ...]:
        """Every order of the functions of the module that defines a dotted name; none of the file ``own`` itself."""
        found = self._program.locate(name)
        if found is None or found[0].path == own:
            return ()
        home = found[0]
        known = self._known.get(home.name)
        if known is None:
            self._known[home.name] = ()
            with self._program.working_on(home.name):
                known = self._known[home.name] = tuple(
                    order
                    for at, summary in enumerate(home.summary.functions)
                    if summary.locks.taken
                    for order in self._in(home, home.function(at))
                )
        return known

    def _in(self, home: StubModule, stub: Stub) -> Iterator[StubOrder]:
        summary = home.summary.functions[stub.at]
        locks = [self._reader.lock(stub, record) for record in summary.locks.taken]
        for second, taken in enumerate(locks):
            held = tuple(locks[first] for first, at in summary.locks.orders if at == second)
            if taken is not None and held:
                place = self._reader.site(stub, summary.locks.taken[second])
                yield StubOrder(stub, place, tuple(each for each in held if each is not None), taken, taken)
        if not any(act.held for act in summary.acts):
            return
        for edge in self._graph.edges(stub):
            site = edge.node
            if type(site) is not Site or not site.held or not self._acquisitions.through(edge):
                continue
            under = tuple(lock for at in site.held if (lock := locks[at]) is not None)
            for effects in self._acquisitions.of(edge.callee).values() if under else ():
                for effect in effects[:1]:
                    if self._graph.admits(edge, effect):
                        outer = self._acquisitions.translate(effect.what, edge)
                        seen = outer.lock if outer is not None else None
                        yield StubOrder(stub, site, under, effect.what.lock, seen, effect)
