"""Stubs: the functions and classes of another module, made from its summary when they are first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.linking.summary import Cls, Literal, Name
from flake8_asyncsafe.model.ops import Block, Write
from flake8_asyncsafe.model.scopes import Class, Function, Scope, Stub, StubClass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flake8_asyncsafe.model.linking.summary import Binding, ModuleSummary, Value

_SOMEWHERE = cst.Name("_")


class StubModule:
    """A module of the project as its summary shows it; ``name`` is its dotted name, ``path`` its file."""

    def __init__(self, name: str, path: str, summary: ModuleSummary) -> None:
        self.name = name
        self.path = path
        self.summary = summary
        self.scope = Scope("module", None)
        #: the module's body; the writes of all its scopes stand there
        self.body = Function("module", name, cst.Module([]), None, self.scope)
        self.scope.function = self.body
        self._functions: dict[int, Stub] = {}
        self._functions_on: dict[tuple[int, Class], Stub] = {}
        self._classes: dict[int, StubClass] = {}
        self._bound: set[str] = set()

    def bindings(self, name: str) -> list[Write]:
        """The bindings of a global of the module."""
        if name not in self._bound:
            self._bound.add(name)
            given = self.summary.names.get(name, ())
            if given:
                self.scope.bindings[name] = self._writes(given, self.body.body)
        return self.scope.bindings.get(name, [])

    def imported_from(self, name: str) -> str:
        """The dotted name that a global of the module is another name of; "" if it is not that alone."""
        given = self.summary.names.get(name, ())
        values = given[0].values if len(given) == 1 else ()
        return values[0].name if len(values) == 1 and isinstance(values[0], Name) else ""

    def exports(self, name: str) -> bool:
        """Whether a star import of the module takes a name along."""
        exported = self.summary.exported
        return not name.startswith("_") if exported is None else name in exported

    def hides(self, name: str, submodule: str) -> bool:
        """Whether the package binds the name of a submodule to something else: ``from .load import load``."""
        given = self.summary.names.get(name, ())
        return bool(given) and any(each.values != (Name(submodule),) for each in given)

    def function(self, at: int) -> Stub:
        """The function of that number."""
        found = self._functions.get(at)
        if found is None:
            known = self.summary.functions[at]
            owner = self.cls(known.owner) if known.owner >= 0 else None
            scope = Scope("function", None)
            found = Stub(known.name, scope, self, at, is_async=known.is_async, owner=owner)
            scope.function = found
            # making the class may have made its methods, and this one with them
            found = self._functions.setdefault(at, found)
            found.qualname = known.qualname
            found.is_generator = known.is_generator
            found.receiver = known.receiver or None
            found.line = known.line
            found.kinds = known.kinds
        return found

    def function_on(self, at: int, receiver: Class) -> Stub:
        """The method of that number, as it runs on an object of a more derived class."""
        found = self._functions_on.get((at, receiver))
        if found is None:
            known = self.function(at)
            scope = Scope("function", None)
            found = Stub(known.name, scope, self, at, is_async=known.is_async, owner=known.owner)
            scope.function = found
            found.on = receiver
            found.qualname, found.is_generator, found.receiver = known.qualname, known.is_generator, known.receiver
            found.line, found.kinds, found.write = known.line, known.kinds, known.write
            if receiver.is_stub:  # others belong to the file that is looked at, and go with it
                self._functions_on[at, receiver] = found
        return found

    def cls(self, at: int) -> StubClass:
        """The class of that number."""
        found = self._classes.get(at)
        if found is None:
            known = self.summary.classes[at]
            scope = Scope("class", None)
            found = self._classes[at] = StubClass(known.name, scope, self.body, self, at)
            scope.owner = found
            scope.function = self.body
            found.qualname = known.qualname
            found.magic = known.magic
            found.converted = known.converted
            block = Block(self.body, scope)
            for name, given in known.names.items():
                scope.bindings[name] = self._writes(given, block)
            for name, given in known.attributes.items():
                found.attributes[name] = self._writes(given, self.body.body)
        return found

    def _writes(self, given: Iterable[Binding], block: Block) -> list[Write]:
        return [self._write(binding, block) for binding in given]

    def _write(self, binding: Binding, block: Block) -> Write:
        if binding.function >= 0:
            stub = self.function(binding.function)
            write = Write(_SOMEWHERE, block, "def", detail=stub)
            stub.write = stub.write or write
        elif binding.cls >= 0:
            cls = self.cls(binding.cls)
            write = Write(_SOMEWHERE, block, "class", detail=cls)
            cls.write = cls.write or write
        else:
            write = Write(_SOMEWHERE, block, "given", detail=Given(self, binding.values))
        return write

    @cached_property
    def children(self) -> dict[int, tuple[int, ...]]:
        """The classes of the module that derive from each of its classes."""
        found: dict[int, list[int]] = {}
        above: dict[int, set[int]] = {}
        classes = self.summary.classes
        for at in range(len(classes)):  # a base stands before what derives from it, nearly always
            bases = {each.at for base in classes[at].bases for each in base if isinstance(each, Cls)}
            above[at] = bases.union(*(above.get(base, set()) for base in bases))
            for base in above[at]:
                found.setdefault(base, []).append(at)
        return {base: tuple(subs) for base, subs in found.items()}

    def params(self, stub: Stub) -> list[Write]:
        """The parameters of a function, bound in its scope."""
        found = []
        block = Block(self.body, stub.scope)
        for param in self.summary.functions[stub.at].params:
            default = _literal(param.default) if isinstance(param.default, Literal) else None
            node = cst.Param(cst.Name(param.name), default=default)
            write = Write(node, block, param.how, default)
            stub.scope.bindings.setdefault(param.name, []).append(write)
            found.append(write)
        return found


class Given:
    """What a binding of a stub's scope is given: records of the summary of ``home``."""

    __slots__ = ("home", "values")

    def __init__(self, home: StubModule, values: tuple[Value, ...]) -> None:
        self.home = home
        self.values = values


def _literal(record: Literal) -> cst.BaseExpression | None:
    value = record.value
    if value is None or isinstance(value, bool):
        return cst.Name(repr(value))
    try:
        return cst.parse_expression(repr(value))
    except cst.ParserSyntaxError:  # nan, inf
        return None


def home_of(part: Function | Class) -> StubModule:
    """The module of a stub."""
    assert isinstance(part, (Stub, StubClass))
    assert isinstance(part.home, StubModule)
    return part.home
