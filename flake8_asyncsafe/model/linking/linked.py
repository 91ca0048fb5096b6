"""Linking: what names of the project stand for, as the summaries of its modules say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.linking import summary as s
from flake8_asyncsafe.model.linking.decode import SOME_CALL, call_of
from flake8_asyncsafe.model.linking.locks import LockReader, locks_of
from flake8_asyncsafe.model.linking.starts import started_methods, started_parameters
from flake8_asyncsafe.model.linking.stubs import Given, StubModule, home_of
from flake8_asyncsafe.model.linking.told import Told
from flake8_asyncsafe.model.ops import Op, Place
from flake8_asyncsafe.model.scopes import Class, Function, Stub, StubClass
from flake8_asyncsafe.model.values import (
    NOTHING,
    UNKNOWN,
    ClassRef,
    Constant,
    ContextManager,
    Coroutine,
    External,
    ExternalMethod,
    FunctionRef,
    Generator,
    Instance,
    Method,
    Partial,
    Value,
    Values,
    is_signature,
    join,
)

if TYPE_CHECKING:
    from libcst import CSTNode

    from flake8_asyncsafe.model.calls.blocking import Blocking
    from flake8_asyncsafe.model.calls.edges import Edge
    from flake8_asyncsafe.model.calls.effects import Found
    from flake8_asyncsafe.model.contexts.given import Started
    from flake8_asyncsafe.model.inference import Evaluator
    from flake8_asyncsafe.model.linking.effects import StubGraph
    from flake8_asyncsafe.model.linking.orders import StubOrder
    from flake8_asyncsafe.model.linking.program import Program
    from flake8_asyncsafe.model.locks.critical.state import Held
    from flake8_asyncsafe.model.locks.critical.summaries import Acquisition
    from flake8_asyncsafe.model.ops import Write


#: a name is imported and passed on so many times at most
_MOST_HANDS = 20


class Linked(Told):
    """Looks names up in a program; one for each evaluator.

    ``own`` is the file of the module that the evaluator is for: what it defines is never looked up in its summary.
    """

    def __init__(self, program: Program, own: str = "") -> None:
        self.program = program
        self.own = own
        self._evaluator: Evaluator | None = None
        self._locks = LockReader(self)
        self._on_own: dict[tuple[int, str, Class], Stub] = {}
        self._graph: StubGraph | None = None
        #: the method whose doings to its receiver are being decoded
        self._running: Stub | None = None

    def serve(self, evaluator: Evaluator) -> None:
        """Tell whose questions these are; a module that imports nothing of the project needs no links."""
        self._evaluator = evaluator
        roots = [] if not self.own else sorted(evaluator.imported)
        self.is_linked = self.is_open = not self.own or any(map(self.program.sources.may_be_own, roots))
        for root in roots if not self.is_linked else ():
            self.program.dependencies.add_absent(root)

    @property
    def evaluator(self) -> Evaluator:
        """The evaluator that this answers."""
        assert self._evaluator is not None
        return self._evaluator

    # -- names --------------------------------------------------------------------------------------------------------

    def named(self, name: str) -> Values:
        """The function, class or object of the project that a dotted name stands for; else the name itself."""
        if not self.is_linked:
            return (External(name),)
        end = self._end(name)
        if isinstance(end, str):
            return (External(end),)
        module, first, others = end
        key = (Linked, module, first, others)
        if not self.evaluator.guarded(key):
            return (External(name),)  # a module that imports itself
        try:
            values = self._global(module, first)
            for attr in others.split(".") if others else ():
                values = join(*(self.evaluator.members.attribute(value, attr) for value in values))
            if values in {(), NOTHING} or any(
                isinstance(value, ClassRef)
                and isinstance(value.cls, StubClass)
                and self.program.is_opaque(name, value.cls)
                for value in values
            ):
                return (External(name),)
            return values
        finally:
            self.evaluator.leave(key)

    def _end(self, name: str) -> tuple[StubModule, str, str] | str:
        """(module, global of it, attributes) at the end of imports of imports; the name if it is not of the project.

        They are followed in a loop: there may be more of them than the evaluator goes deep.
        """
        asked = name
        seen: set[tuple[StubModule, str]] = set()
        user = self.program.dependencies.user
        while not self.program.is_catalogued(name):
            with self.program.working_on(user):
                located = self._located(name)
            if located is None or not located[1]:
                break
            module, rest = located
            first, _, others = rest.partition(".")
            if (module, first) in seen:
                return asked  # a ring: there is no end
            seen.add((module, first))
            onward = "" if self._is_own(module) else module.imported_from(first)
            if not onward:
                return module, first, others
            user = module.name
            name = f"{onward}.{others}" if others else onward
        return name

    def _located(self, name: str) -> tuple[StubModule, str] | None:
        """(module, what is left of the name); of a submodule whose name its package binds otherwise, that global."""
        located = self.program.locate(name)
        if located is None or located[1]:
            return located
        above, _, last = name.rpartition(".")
        package = self.program.locate(above) if above else None
        if package is None or package[1] or self._is_own(package[0]) or not package[0].hides(last, name):
            return located
        return package[0], last

    def _is_own(self, module: StubModule) -> bool:
        return bool(self.own) and module.path == self.own

    def starred(self, module: str, name: str) -> Values:
        """What a star import of ``module`` binds ``name`` to."""
        located = self.program.locate(module)
        if located is None or located[1] or not located[0].exports(name):
            return NOTHING
        return self._global(located[0], name)

    def _global(self, module: StubModule, name: str) -> Values:
        """A global of a module: bound there, or by one of its star imports."""
        key = (module, name)
        if not self.evaluator.guarded(key):
            return NOTHING
        try:
            if self._is_own(module):
                scope = self.evaluator.lowering.module.scope
                writes, stars = scope.bindings.get(name, []), scope.stars
            else:
                writes, stars = module.bindings(name), list(module.summary.stars)
            if writes:
                return join(*(self.evaluator.bound(write) for write in writes if write.how != "del")) or NOTHING
            for star in reversed(stars):
                with self.program.working_on(module.name):
                    found = self.starred(star, name)
                if found != NOTHING:
                    return found
            return NOTHING
        finally:
            self.evaluator.leave(key)

    def defined(self, name: str, steps: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        """(dotted name where it is defined, the steps left): what modules pass on stays the same object."""
        full = ".".join((name, *steps))
        for _ in range(_MOST_HANDS):
            located = self.program.locate(full) if self.is_linked else None
            if located is None or not located[1]:
                return full, ()
            module, rest = located
            first, _, others = rest.partition(".")
            passed_on = module.imported_from(first)
            if not passed_on:
                return f"{module.name}.{first}", tuple(others.split(".")) if others else ()
            full = f"{passed_on}.{others}" if others else passed_on
        return full, ()

    # -- records ------------------------------------------------------------------------------------------------------

    def given(self, write: Write) -> Values:
        """The values of a binding in a stub of another module."""
        given = write.detail
        assert isinstance(given, Given)
        return self.decoded(given.home, given.values)

    def decoded(self, home: StubModule, records: tuple[s.Value, ...], method: Stub | None = None) -> Values:
        """The values that records of a module's summary stand for, here.

        Of things done to the receiver of a ``method`` they are those of the object that it runs on.
        """
        key = (StubModule, id(records))
        if not records or not self.evaluator.guarded(key):
            return NOTHING
        before, self._running = self._running, method if method is not None and method.on is not None else None
        try:
            with self.program.working_on(home.name):
                return join(*(self._decode(home, record) for record in records)) or NOTHING
        finally:
            self._running = before
            self.evaluator.leave(key)

    def _cls(self, home: StubModule, at: int) -> Class:
        """The class of that number; of the receiver of the method that is looked at, what it is."""
        cls = home.cls(at)
        method = self._running
        return method.on if method is not None and method.on is not None and method.owner is cls else cls

    def _decode(self, home: StubModule, record: s.Value) -> Values:
        if isinstance(record, s.Name):
            return self.named(record.name)
        if isinstance(record, s.Object):
            return self._object(home, record)
        if isinstance(record, s.Literal):
            return (Constant(record.value),)
        if isinstance(record, s.Func):
            return (FunctionRef(home.function(record.at)),)
        if isinstance(record, s.Cls):
            made = home.cls(record.at)
            name = f"{home.name}.{made.qualname}"
            return (External(name) if self.program.is_opaque(name, made) else ClassRef(made),)
        if isinstance(record, s.Bound):
            function, cls = home.function(record.at), self._cls(home, record.receiver)
            derived = (
                self.evaluator.classes.method(cls, function.name) if cls is not home.cls(record.receiver) else None
            )
            return (Method(derived or function, cls),)
        if isinstance(record, s.OutsideMethod):
            return self._method(home, record)
        if isinstance(record, s.Way):
            return self._followed(home, record)
        if isinstance(record, (s.Partly, s.Coro, s.Gen, s.Ctx)):
            return self._made(home, record)
        return NOTHING

    def _object(self, home: StubModule, record: s.Object) -> Values:
        origin = call_of(record.text) if record.made else None
        element = tuple((self._decode(home, each) or NOTHING)[0] for each in record.element)
        if isinstance(record.type, int):
            made = self._cls(home, record.type)
            name = f"{home.name}.{made.qualname}"
            is_opaque = isinstance(made, StubClass) and self.program.is_opaque(name, made)
            return (Instance(name if is_opaque else made, origin, element),)
        found: Values = tuple(
            Instance(value.cls, origin, element) if isinstance(value, ClassRef) else value
            for value in (self.named(record.type) if not self.program.is_catalogued(record.type) else ())
            if isinstance(value, ClassRef) or is_signature(value)  # an annotation by an alias of another module
        )
        return found or (Instance(record.type, origin, element),)

    def _method(self, home: StubModule, record: s.OutsideMethod) -> Values:
        found: list[Values] = []
        for receiver in self._object(home, record.receiver):
            if isinstance(receiver, Instance) and isinstance(receiver.type, str):
                found.append((ExternalMethod(record.name, receiver),))
            else:
                found.append(self.evaluator.members.attribute(receiver, record.name.rpartition(".")[2]))
        return join(*found) or NOTHING

    def _made(self, home: StubModule, record: s.Partly | s.Coro | s.Gen | s.Ctx) -> Values:
        if isinstance(record, s.Partly):
            return tuple(Partial(each, SOME_CALL) for each in self._decode(home, record.target))
        found: list[Value] = []
        for of in self._decode(home, record.of):
            if isinstance(record, s.Coro) and isinstance(of, (External, ExternalMethod, FunctionRef, Method)):
                found.append(Coroutine(of, SOME_CALL))
            elif isinstance(record, s.Gen) and isinstance(of, (FunctionRef, Method)):
                found.append(Generator(of, SOME_CALL))
            elif isinstance(record, s.Ctx) and isinstance(of, (FunctionRef, Method)):
                found.append(ContextManager(of, SOME_CALL, record.is_async))
            else:
                found.append(UNKNOWN)
        return tuple(found)

    def _followed(self, home: StubModule, record: s.Way) -> Values:
        values = self._decode(home, record.base)
        op = Place(SOME_CALL, home.body.body)
        for step in record.steps:
            values = join(*(self._step(value, step, op) for value in values)) or NOTHING
            if values == NOTHING:
                break
        return values

    def _step(self, value: Value, step: tuple[str | int, ...], op: Op) -> Values:
        members, calls = self.evaluator.members, self.evaluator.calls
        what = step[0]
        if what == "call":
            return join(*(calls.called(each, SOME_CALL, op) for each in calls.callable_of(value)))
        if what == "await":
            return calls.awaited(value)
        if what == "attr":
            return members.attribute(value, str(step[1]))
        if what == "super":
            of = value.type if isinstance(value, Instance) else None
            return members.super_attribute(of, str(step[1])) if isinstance(of, Class) else NOTHING
        if what == "item":
            return members.stored(value, op)
        if what == "element":
            return members.element(value, op)
        if what == "enter":
            return members.enter(value)
        if what == "unpack":
            return members.unpack((value,), (int(step[1]),))
        return NOTHING

    # -- stubs --------------------------------------------------------------------------------------------------------

    def returned(self, function: Function) -> Values:
        """What a function of another module returns."""
        return self._of_function(function, "returns")

    def yielded(self, function: Function) -> Values:
        """What a generator function of another module yields."""
        return self._of_function(function, "yields")

    def _of_function(self, function: Function, field: str) -> Values:
        assert isinstance(function, Stub)
        key = (function, field)
        if not self.evaluator.guarded(key):
            return NOTHING
        try:
            home = home_of(function)
            return self.decoded(home, getattr(home.summary.functions[function.at], field))
        finally:
            self.evaluator.leave(key)

    def decorators(self, function: Function) -> list[tuple[str, Values, Values]]:
        """(last name, what is named, what decorates) of each decorator of a function of another module."""
        assert isinstance(function, Stub)
        home = home_of(function)
        return [
            (each.name, self.decoded(home, each.named), self.decoded(home, each.values))
            for each in home.summary.functions[function.at].decorators
        ]

    def started_parameters(self, function: Function) -> list[tuple[str, Started]]:
        """(parameter, how) for the parameters that a function of another module has run elsewhere."""
        assert isinstance(function, Stub)
        return list(started_parameters(self, function))

    def started_methods(self, cls: Class) -> list[tuple[str, Started]]:
        """(method, how) for the methods of its object that a class of another module has run elsewhere."""
        assert isinstance(cls, StubClass)
        return list(started_methods(cls))

    def contains_its_own(self, function: Function) -> bool:
        """Whether no exception of interest leaves a function of another module."""
        assert isinstance(function, Stub)
        home = home_of(function)
        hinges = home.summary.functions[function.at].contained
        key = (function, "contained")
        if hinges is None or not self.evaluator.guarded(key):
            return False
        try:
            values = [value for hinge in hinges for value in self.decoded(home, (hinge,))]
            return all(
                isinstance(value, (FunctionRef, Method))
                and value.function.is_stub
                and self.contains_its_own(value.function)
                for value in values
            )
        finally:
            self.evaluator.leave(key)

    def is_sheltered(self, function: Function) -> bool:
        """Whether no cancellation interrupts a coroutine function of another module."""
        assert isinstance(function, Stub)
        return home_of(function).summary.functions[function.at].sheltered

    def gives_weak_task(self, function: Function) -> bool:
        """Whether a function of another module gives a task that nothing else refers to."""
        assert isinstance(function, Stub)
        return home_of(function).summary.functions[function.at].weak

    def is_set_by_tasks(self, cls: Class, name: str) -> bool:
        """Whether coroutines of the module of a class of another module set an attribute of that name."""
        return isinstance(cls, StubClass) and name in home_of(cls).summary.set_by_tasks

    def result(self, function: Function) -> Values:
        """What a plain function of another module certainly gives; nothing if that is not certain."""
        return self._of_function(function, "result")

    def method_on(self, function: Stub, receiver: Class) -> Function:
        """A method of another module as it runs on an object of a class that derives from its own."""
        if receiver.is_stub:
            return home_of(function).function_on(function.at, receiver)
        key = (function.at, home_of(function).name, receiver)
        if key not in self._on_own:
            self._on_own[key] = home_of(function).function_on(function.at, receiver)
        return self._on_own[key]

    def edges(self, function: Function) -> tuple[Edge, ...]:
        """The edges out of such a method, where the class is one of the module that is looked at."""
        if self._graph is None:
            self._graph = self.program.graph_for(self.evaluator, self)
        return self._graph.edges(function)

    def starts(self, function: Function) -> tuple[list[tuple[CSTNode, Blocking]], list[tuple[CSTNode, str]]]:
        """(what blocks, what runs an event loop) in such a method itself."""
        assert isinstance(function, Stub)
        return list(self.program.blocking.seeds(function)), list(self.program.loops.seeds(function))

    def installs(self, function: Function) -> list[tuple[CSTNode, str]]:
        """The signal handlers that such a method installs itself."""
        assert isinstance(function, Stub)
        return list(self.program.signals.seeds(function))

    def takes(self, function: Function) -> list[tuple[CSTNode, Acquisition]]:
        """The locks that such a method takes itself."""
        assert isinstance(function, Stub)
        return list(self.program.acquisitions.seeds(function))

    def seen_by_caller(self, what: Acquisition, edge: Edge) -> Acquisition | None:
        """What a lock that an edge's callee takes is to its caller, a method of another module."""
        return self.program.acquisitions.translate(what, edge)

    def bases(self, cls: Class) -> tuple[Values, ...]:
        """The values of each base of a class of another module."""
        home = home_of(cls)
        return tuple(self.decoded(home, base) for base in home.summary.classes[cls.at].bases)  # type: ignore[attr-defined]

    def held_at_yield(self, function: Function) -> tuple[Held, ...]:
        """The locks that a generator of another module holds at each of its yields."""
        assert isinstance(function, Stub)
        found = (self._locks.held(function, record) for record in locks_of(function).held)
        return tuple(held for held in found if held is not None)

    def net(self, function: Function) -> tuple[tuple[Held, bool], ...]:
        """(lock, taken or given back) for the locks that a function of another module leaves changed."""
        assert isinstance(function, Stub)
        found = ((self._locks.held(function, record), record.takes) for record in locks_of(function).net)
        return tuple((held, takes) for held, takes in found if held is not None)

    def acquisitions(self, function: Function) -> Found[Acquisition]:
        """The locks that a function of another module takes."""
        return self.program.acquisitions.of(function)

    def orders(self, name: str) -> tuple[StubOrder, ...]:
        """The orders in which the module that defines a dotted name takes locks."""
        return self.program.orders.named(name, self.own)

    def is_question(self, function: Function) -> bool:
        """Whether a function of another module asks whether a loop is running, and tells."""
        return self.program.graph.is_question(function)

    def blocking(self, function: Function) -> Found[Blocking]:
        """How a function of another module blocks."""
        return self.program.blocking.of(function)

    def loops(self, function: Function) -> Found[str]:
        """The event loops that a function of another module runs."""
        return self.program.loops.of(function)

    def signals(self, function: Function) -> Found[str]:
        """The signal handlers that a function of another module installs, and what it calls."""
        return self.program.signals.of(function)
