"""Effects of functions of other modules, found over the acts in their summaries."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from flake8_asyncsafe.catalogue.entries import Category
from flake8_asyncsafe.model.calls.arguments import passes
from flake8_asyncsafe.model.calls.blocking import Blocking
from flake8_asyncsafe.model.calls.conditions import Conditions, Demand, Given, Passed
from flake8_asyncsafe.model.calls.edges import Edge, EdgeMaker, dispatch, receiver_of
from flake8_asyncsafe.model.calls.effects import Effects, Found
from flake8_asyncsafe.model.calls.sites import Site
from flake8_asyncsafe.model.linking import summary as s
from flake8_asyncsafe.model.linking.decode import SOME_CALL, call_of
from flake8_asyncsafe.model.linking.locks import LockReader
from flake8_asyncsafe.model.linking.stubs import StubModule, home_of
from flake8_asyncsafe.model.locks.critical.summaries import Acquisition
from flake8_asyncsafe.model.locks.identity import Path
from flake8_asyncsafe.model.ops import Op, Place
from flake8_asyncsafe.model.scopes import Function, Stub
from flake8_asyncsafe.model.values import Constant, External, ExternalMethod, FunctionRef, Method, Value, Values

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Iterator

    import libcst as cst

    from flake8_asyncsafe.catalogue.loader import Catalogue
    from flake8_asyncsafe.model.calls.conditions import Demands
    from flake8_asyncsafe.model.calls.effects import Dispatch, Effect
    from flake8_asyncsafe.model.inference import Evaluator
    from flake8_asyncsafe.model.linking.linked import Linked
    from flake8_asyncsafe.model.linking.program import Program

T = TypeVar("T")

#: access paths of more attributes are not followed
_LONGEST_PATH = 4


class StubGraph:
    """The edges out of stubs."""

    def __init__(self, evaluator: Evaluator, linked: Linked, program: Program) -> None:
        self.evaluator = self._evaluator = evaluator
        self._program = program
        self._linked = linked
        self._make = EdgeMaker(evaluator)
        self._conditions = Conditions(evaluator)
        self._edges: dict[Function, tuple[Edge, ...]] = {}
        self._questions: dict[Function, bool] = {}
        self._behind: set[cst.CSTNode] = set()

    def edges(self, function: Function) -> tuple[Edge, ...]:
        """The edges out of a stub, in evaluation order."""
        found = self._edges.get(function)
        if found is None:
            self._edges[function] = ()
            assert isinstance(function, Stub)
            self._start_anew()
            with self._program.working_on(home_of(function).name):
                found = self._edges[function] = tuple(self._find(function))
            asked: cst.CSTNode | None = None
            for edge in found:
                if asked is not None and edge.node is not asked:
                    self._behind.add(edge.node)
                elif self.is_question(edge.callee):
                    asked = edge.node
        return found

    def is_behind_question(self, edge: Edge) -> bool:
        """Whether a function asked before it whether a loop is running."""
        return edge.node in self._behind or (type(edge.node) is Site and edge.node.asked)

    def is_question(self, function: Function) -> bool:
        """Whether a stub asks whether a loop is running, and tells."""
        if not isinstance(function, Stub):
            return False  # of the linted file, which overrides what an inherited method calls
        found = self._questions.get(function)
        if found is None:
            kind = home_of(function).summary.functions[function.at].question
            found = self._questions[function] = kind == "asks"
            if kind == "may":
                found = any(self.is_question(edge.callee) for edge in self.edges(function))
                self._questions[function] = found
        return found

    def _start_anew(self) -> None:
        """Forget what was found out for other stubs, where it may be files in any order that ask for them."""
        if not self._linked.own:
            self._evaluator.forget()

    def _find(self, stub: Stub) -> Iterator[Edge]:
        home = home_of(stub)
        for act in home.summary.functions[stub.at].acts:
            site = _site(home, act)
            op = Place(site, stub.body)
            values = self._linked.decoded(home, act.values, stub if act.on_self else None)
            yield from self._act(home, act, op, site, values)

    def _act(self, home: StubModule, act: s.Act, op: Op, site: Site, values: Values) -> Iterator[Edge]:
        make = self._make
        if act.how in {"call", "inline"}:
            for target in self._opened(values):
                yield from make.run(op, site, target, act.how)
                yield from self._called_back(home, act, op, site, target)
        elif act.how == "spread":
            for target in self._opened(values):
                if isinstance(target, (FunctionRef, Method)) and target.function.is_generator:
                    function = target.function
                    yield Edge(op, site, function, "iterate", receiver_of(target), function.is_async)
        elif act.how == "property":
            yield from make.got(op, site, values, act.name)
        elif act.how == "setter":
            yield from make.stored(op, site, values, act.name)
        elif act.how == "item":
            yield from make.subscripted(op, site, values, act.name)
        elif act.how == "enter":
            yield from make.entered(op, site, values, is_async=act.is_async)
        elif act.how == "iterate":
            yield from make.iterated(op, site, values)

    def outside_targets(self, home: StubModule, act: s.Act) -> Iterator[tuple[External | ExternalMethod, cst.Call]]:
        """(API, call) for what an act of a stub may call, itself or through what it hands a function to."""
        self._start_anew()
        with self._program.working_on(home.name):
            for target in self._opened(self._linked.decoded(home, act.values)):
                if isinstance(target, (External, ExternalMethod)) and act.call:
                    yield target, call_of(act.call)
                for value in self._callbacks(home, act, target):
                    if isinstance(value, (External, ExternalMethod)):
                        yield value, SOME_CALL

    def _opened(self, values: Values) -> Iterator[Value]:
        for value in values:
            yield from self._evaluator.calls.callable_of(value)

    def _called_back(self, home: StubModule, act: s.Act, op: Op, site: Site, target: Value) -> Iterator[Edge]:
        """What a callee is given and calls: ``timed(load)``."""
        for value in self._callbacks(home, act, target):
            yield from self._make.run(op, site, value, "inline")

    def _callbacks(self, home: StubModule, act: s.Act, target: Value) -> Iterator[Value]:
        if not isinstance(target, (FunctionRef, Method)) or not isinstance(target.function, Stub):
            return
        callee = home_of(target.function).summary.functions[target.function.at]
        params = [param.name for param in callee.params if param.name != callee.receiver]
        for argument in act.arguments if callee.calls else ():
            place = argument.place
            name = place if isinstance(place, str) else params[place] if place < len(params) else ""
            if name in callee.calls:
                yield from self._opened(self._linked.decoded(home, argument.values))

    # -- as effects spread over it ------------------------------------------------------------------------------------

    def admits(self, edge: Edge, effect: Effect[Any]) -> bool:
        """Whether an effect of the callee can happen along an edge."""
        return self._make.leads_to(edge, effect.dispatch) and self._conditions.allow(edge, effect.demands)

    def dispatch(self, caller: Function, edge: Edge, below: frozenset[Dispatch]) -> frozenset[Dispatch]:
        """What an effect along an edge depends on in the caller."""
        del caller
        return dispatch(edge, below, on_self=type(edge.node) is Site and edge.node.on_self)

    def demands(self, function: Function, node: cst.CSTNode) -> Demands:
        """What the parameters of a function have to be for control to get to ``node``."""
        return self._conditions.demands(function, node)

    def passed_on(self, edge: Edge, demands: Demands) -> Demands:
        """Those demands on an edge's callee that are demands on the caller's parameters."""
        return self._conditions.passed_on(edge, demands)


class _Part:
    """The part of a graph that effects are looked for in now; of the rest they are known."""

    def __init__(self, graph: StubGraph, functions: Collection[Function]) -> None:
        self.edges = graph.edges
        self.demands = graph.demands
        self.admits = graph.admits
        self.dispatch = graph.dispatch
        self.passed_on = graph.passed_on
        self._callers: dict[Function, list[tuple[Function, Edge]]] = {}
        self._leaving: list[tuple[Function, Edge]] = []
        inside = set(functions)
        for function in functions:
            for edge in graph.edges(function):
                if edge.callee in inside:
                    self._callers.setdefault(edge.callee, []).append((function, edge))
                else:
                    self._leaving.append((function, edge))

    def callers(self, function: Function) -> list[tuple[Function, Edge]]:
        """(caller, edge) for every edge of the part that leads to ``function``."""
        return self._callers.get(function, [])

    def leaving(self) -> list[tuple[Function, Edge]]:
        """(caller, edge) for every edge that leads out of the part."""
        return self._leaving


class EffectsOfStubs(Generic[T]):
    """The effects of one sort of stubs: found for all that a stub can reach, at once, when it is first asked for."""

    def __init__(self, graph: StubGraph) -> None:
        self._graph = graph
        self._known: dict[Function, Found[T]] = {}

    @abstractmethod
    def seeds(self, stub: Stub) -> Iterator[tuple[Site, T]]:
        """The effects that start in a function."""

    @abstractmethod
    def key(self, what: T) -> Hashable:
        """What tells effects apart."""

    def through(self, edge: Edge) -> bool:
        """Whether effects spread along an edge."""
        return not edge.awaited

    def translate(self, what: T, edge: Edge) -> T | None:
        """What an effect of an edge's callee is to its caller."""
        del edge
        return what

    def of(self, function: Function) -> Found[T]:
        """The effects of running a stub."""
        found = self._known.get(function)
        if found is None:
            self._find(function)
            found = self._known[function]
        return found

    def _find(self, start: Function) -> None:
        reached: dict[Function, None] = {start: None}
        todo = [start]
        any_known = False
        while todo:
            for edge in self._graph.edges(todo.pop()):
                if edge.callee in self._known:
                    any_known = any_known or bool(self._known[edge.callee])
                elif edge.callee not in reached and self.through(edge):
                    reached[edge.callee] = None
                    todo.append(edge.callee)
        seeds = [(stub, site, what) for stub in reached if isinstance(stub, Stub) for site, what in self.seeds(stub)]
        if not seeds and not any_known:  # so it is with nearly all functions
            self._known.update((function, {}) for function in reached)
            return
        effects = Effects(
            _Part(self._graph, reached),
            seeds,
            key=self.key,
            translate=self.translate,
            through=self.through,
            beyond=lambda function: self._known.get(function, {}),
        )
        for function in reached:
            self._known[function] = effects.of_own(function)


class BlockingOfStubs(EffectsOfStubs[Blocking]):
    """How functions of other modules block."""

    def __init__(self, graph: StubGraph, catalogue: Catalogue, *, cpu: bool) -> None:
        super().__init__(graph)
        self._catalogue = catalogue
        self._cpu = cpu

    def seeds(self, stub: Stub) -> Iterator[tuple[Site, Blocking]]:
        """The blocking calls of a function's own."""
        home = home_of(stub)
        for seed in home.summary.functions[stub.at].blocking:
            site = _place(home, seed)
            api = self._catalogue.api(seed.name)
            yield site, Blocking(Place(site, stub.body), site, Category(seed.category), seed.name, api, seed.advice)
        for act in home.summary.functions[stub.at].acts:
            if act.how == "call" and (act.call or act.arguments) and not act.asked:
                yield from self._outside(home, stub, act)

    def _outside(self, home: StubModule, stub: Stub, act: s.Act) -> Iterator[tuple[Site, Blocking]]:
        """A call of which the module alone does not know that it is one of an API that blocks."""
        site = _site(home, act)
        op = Place(site, stub.body)
        for target, node in self._graph.outside_targets(home, act):
            api = self._catalogue.api(target.name)
            if api is None or api.blocks is None or (api.blocks is Category.CPU_HEAVY and not self._cpu):
                continue
            if act.calm and api.blocks is Category.NETWORK:
                continue
            evaluator = self._graph.evaluator
            origin = target.receiver.origin if isinstance(target, ExternalMethod) else None
            tests = (
                *(passes(test, node, evaluator, op) for test in api.unless),
                *(
                    test.passes_absent() if origin is None else passes(test, origin, evaluator, op)
                    for test in (api.made_unless if isinstance(target, ExternalMethod) else ())
                ),
            )
            if not any(tests):
                yield site, Blocking(op, site, api.blocks, target.name, api)
                return

    def key(self, what: Blocking) -> Hashable:
        """Of each category the shortest chain is enough."""
        return what.category

    def through(self, edge: Edge) -> bool:
        """Not into coroutines, nor behind a question whether a loop is running."""
        return not edge.awaited and not self._graph.is_behind_question(edge)

    def translate(self, what: Blocking, edge: Edge) -> Blocking | None:
        """Nothing where the caller is prepared for an object that does not block."""
        calm = type(edge.node) is Site and edge.node.calm and what.category is Category.NETWORK
        return None if calm else what


class LoopsOfStubs(EffectsOfStubs[str]):
    """The event loops that functions of other modules run."""

    def seeds(self, stub: Stub) -> Iterator[tuple[Site, str]]:
        """The loops that a function runs itself."""
        home = home_of(stub)
        for seed in home.summary.functions[stub.at].loops:
            yield _place(home, seed), seed.name

    def key(self, what: str) -> Hashable:
        """The name of the API."""
        return what

    def through(self, edge: Edge) -> bool:
        """Not into coroutines, nor behind a question whether a loop is running."""
        return not edge.awaited and not self._graph.is_behind_question(edge)


class SignalsOfStubs(LoopsOfStubs):
    """The signal handlers that functions of other modules install."""

    def seeds(self, stub: Stub) -> Iterator[tuple[Site, str]]:
        """Those that a function installs itself."""
        home = home_of(stub)
        for seed in home.summary.functions[stub.at].signals:
            yield _place(home, seed), seed.name


class AcquisitionsOfStubs(EffectsOfStubs[Acquisition]):
    """The locks that functions of other modules take."""

    def __init__(self, graph: StubGraph, linked: Linked) -> None:
        super().__init__(graph)
        self._reader = LockReader(linked)

    def seeds(self, stub: Stub) -> Iterator[tuple[Site, Acquisition]]:
        """The locks that a function takes itself."""
        for record in home_of(stub).summary.functions[stub.at].locks.taken:
            site = self._reader.site(stub, record, _demands(record.conditions))
            lock = self._reader.lock(stub, record)
            if lock is not None:
                yield site, Acquisition(lock, Place(site, stub.body))

    def key(self, what: Acquisition) -> Hashable:
        """Which lock it is."""
        return what.lock.identity

    def through(self, edge: Edge) -> bool:
        """What has run when the statement is done: plain calls, and coroutines that are awaited at once."""
        if not edge.awaited or edge.how in {"enter", "exit", "iterate"}:
            return True
        return type(edge.node) is Site and edge.node.awaited

    def translate(self, what: Acquisition, edge: Edge) -> Acquisition | None:
        """A lock of the callee's self is one of the object that the call is made on; a global one stays what it is."""
        path = what.lock.path
        if path.root[0] in {"global", "class"}:
            return what
        node, caller = edge.node, edge.op.function
        if path.root[0] != "self" or type(node) is not Site or not node.path:
            return None
        kind, *steps = node.path
        root: tuple[object, ...] = ("self", caller.owner)
        if kind == "param":
            root, steps = ("local", caller.scope, steps[0]), steps[1:]
        elif kind != "self":
            root, steps = (kind, steps[0]), steps[1:]
        longer = (*steps, *path.steps)
        if len(longer) > _LONGEST_PATH:
            return None
        return Acquisition(replace(what.lock, path=Path(root, longer)), what.op)


def _demands(conditions: tuple[s.Condition, ...]) -> Demands:
    return frozenset(Demand(each.param, each.test, each.wanted) for each in conditions)


def _place(home: StubModule, seed: s.Seed) -> Site:
    return Site(home.path, seed.line, seed.name, demands=_demands(seed.conditions))


def _site(home: StubModule, act: s.Act) -> Site:
    return Site(
        home.path,
        act.line,
        act.text,
        act.on_self,
        act.asked,
        act.complete,
        _demands(act.conditions),
        tuple((each.place, given) for each in act.arguments if (given := _given(each)) is not None),
        act.awaited,
        act.path,
        act.calm,
        act.held,
    )


def _given(argument: s.Argument) -> Given | None:
    if argument.param:
        return Passed(argument.param)
    if len(argument.values) == 1 and isinstance(argument.values[0], s.Literal):
        return Constant(argument.values[0].value)
    return None


__all__ = ["BlockingOfStubs", "LoopsOfStubs", "StubGraph"]
