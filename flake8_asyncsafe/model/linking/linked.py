"""Linking: what names of the project stand for, as the summaries of its modules say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.inference.outside import Outside
from flake8_asyncsafe.model.linking import summary as s
from flake8_asyncsafe.model.linking.decode import SOME_CALL, call_of
from flake8_asyncsafe.model.linking.stubs import Given, StubModule, home_of
from flake8_asyncsafe.model.ops import Op, Place
from flake8_asyncsafe.model.scopes import Class, Function, Stub
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
    join,
)

if TYPE_CHECKING:
    from flake8_asyncsafe.model.calls.blocking import Blocking
    from flake8_asyncsafe.model.calls.effects import Found
    from flake8_asyncsafe.model.inference import Evaluator
    from flake8_asyncsafe.model.linking.program import Program
    from flake8_asyncsafe.model.ops import Write


class Linked(Outside):
    """Looks names up in a program; one for each evaluator.

    ``own`` is the file of the module that the evaluator is for: what it defines is never looked up in its summary.
    """

    def __init__(self, program: Program, own: str = "") -> None:
        self.program = program
        self._own = own
        self._evaluator: Evaluator | None = None

    def serve(self, evaluator: Evaluator) -> None:
        """Tell whose questions these are; a module that imports nothing of the project needs no links."""
        self._evaluator = evaluator
        self.is_linked = self.is_open = not self._own or any(
            self.program.sources.may_be_own(root) for root in evaluator.imported
        )

    @property
    def evaluator(self) -> Evaluator:
        """The evaluator that this answers."""
        assert self._evaluator is not None
        return self._evaluator

    # -- names --------------------------------------------------------------------------------------------------------

    def named(self, name: str) -> Values:
        """The function, class or object of the project that a dotted name stands for; else the name itself."""
        if not self.is_linked or self.program.is_catalogued(name):
            return (External(name),)
        located = self.program.locate(name)
        if located is None or not located[1]:
            return (External(name),)
        key = (Linked, name)
        if not self.evaluator.guarded(key):
            return (External(name),)  # a module that imports itself
        try:
            module, rest = located
            first, _, others = rest.partition(".")
            values = self._global(module, first)
            for attr in others.split(".") if others else ():
                values = join(*(self.evaluator.members.attribute(value, attr) for value in values))
            return values if values not in {(), NOTHING} else (External(name),)
        finally:
            self.evaluator.leave(key)

    def starred(self, module: str, name: str) -> Values:
        """What a star import of ``module`` binds ``name`` to."""
        located = self.program.locate(module)
        if located is None or located[1] or not _exports(located[0], name):
            return NOTHING
        return self._global(located[0], name)

    def _global(self, module: StubModule, name: str) -> Values:
        """A global of a module: bound there, or by one of its star imports."""
        key = (module, name)
        if not self.evaluator.guarded(key):
            return NOTHING
        try:
            if self._own and module.path == self._own:
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

    # -- records ------------------------------------------------------------------------------------------------------

    def given(self, write: Write) -> Values:
        """The values of a binding in a stub of another module."""
        given = write.detail
        assert isinstance(given, Given)
        return self.decoded(given.home, given.values)

    def decoded(self, home: StubModule, records: tuple[s.Value, ...]) -> Values:
        """The values that records of a module's summary stand for, here."""
        key = (StubModule, id(records))
        if not records or not self.evaluator.guarded(key):
            return NOTHING
        try:
            with self.program.working_on(home.name):
                return join(*(self._decode(home, record) for record in records)) or NOTHING
        finally:
            self.evaluator.leave(key)

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
            return (ClassRef(home.cls(record.at)),)
        if isinstance(record, s.Bound):
            return (Method(home.function(record.at), home.cls(record.receiver)),)
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
            return (Instance(home.cls(record.type), origin, element),)
        found = tuple(
            Instance(value.cls, origin, element)
            for value in (self.named(record.type) if not self.program.is_catalogued(record.type) else ())
            if isinstance(value, ClassRef)
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

    def called_parameters(self, function: Function) -> tuple[str, ...]:
        """The parameters that a function of another module calls."""
        assert isinstance(function, Stub)
        return home_of(function).summary.functions[function.at].calls

    def around(self, function: Function) -> str:
        """What the wrapper of a decorator of another module does around the call."""
        assert isinstance(function, Stub)
        return home_of(function).summary.functions[function.at].around

    def gives_weak_task(self, function: Function) -> bool:
        """Whether a function of another module gives a task that nothing else refers to."""
        assert isinstance(function, Stub)
        return home_of(function).summary.functions[function.at].weak

    def wraps(self, function: Function) -> list[Function]:
        """The functions that a decorator of another module may return."""
        assert isinstance(function, Stub)
        home = home_of(function)
        return [home.function(at) for at in home.summary.functions[function.at].wraps]

    def bases(self, cls: Class) -> tuple[Values, ...]:
        """The values of each base of a class of another module."""
        home = home_of(cls)
        return tuple(self.decoded(home, base) for base in home.summary.classes[cls.at].bases)  # type: ignore[attr-defined]

    def subclasses(self, cls: Class) -> tuple[Class, ...]:
        """The classes of the same module that derive from a class of another module."""
        home = home_of(cls)
        return tuple(home.cls(at) for at in home.children.get(cls.at, ()))  # type: ignore[attr-defined]

    def self_calls(self, function: Function) -> frozenset[str]:
        """The methods that a method of another module calls on its own object, itself or through its siblings."""
        return self.program.graph.self_calls(function)

    def is_question(self, function: Function) -> bool:
        """Whether a function of another module asks whether a loop is running, and tells."""
        return self.program.graph.is_question(function)

    def blocking(self, function: Function) -> Found[Blocking]:
        """How a function of another module blocks."""
        return self.program.blocking.of(function)

    def loops(self, function: Function) -> Found[str]:
        """The event loops that a function of another module runs."""
        return self.program.loops.of(function)


def _exports(module: StubModule, name: str) -> bool:
    """Whether a star import of a module takes a name along."""
    exported = module.summary.exported
    return not name.startswith("_") if exported is None else name in exported
