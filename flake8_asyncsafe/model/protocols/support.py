"""Which protocols a value supports: "sync", "async", "both" or "neither", or None where that is not known."""

from __future__ import annotations

import builtins
import collections
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Write
from flake8_asyncsafe.model.protocols.objects import Objects
from flake8_asyncsafe.model.scopes import Class, Function, StubClass
from flake8_asyncsafe.model.values import (
    TUPLE,
    Constant,
    ContextManager,
    Coroutine,
    Display,
    External,
    ExternalMethod,
    FunctionRef,
    Generator,
    Instance,
    Method,
    Partial,
    Value,
)

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module

#: the special methods of the plain and of the async form of a protocol
_CONTEXT = (("__enter__",), ("__aenter__",))
_ITERATION = (("__iter__", "__getitem__"), ("__aiter__",))
_AWAIT = ((), ("__await__",))
#: what the evaluator calls the results of these
_RESULTS: dict[str, type | None] = {TUPLE: tuple, "builtins.sorted": list, "builtins.iter": type(iter(()))}
#: bases that say nothing about protocols
_EMPTY_BASES = frozenset({"abc.ABC", "typing.Generic", "typing.Protocol", "typing_extensions.Protocol"})
#: class decorators that add no special methods of these protocols
_HARMLESS_DECORATORS = frozenset(
    {"dataclass", "final", "total_ordering", "runtime_checkable", "define", "frozen", "mutable", "attrs", "s", "attr"}
)
#: names by which a class body is filled by code
_MAGIC = ("locals", "vars", "exec", "globals")


class Support:
    """Answers for the values of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def context(self, value: Value) -> str | None:
        """Which ``with`` an object supports."""
        if isinstance(value, ContextManager):
            return "async" if value.is_async else "sync"
        if isinstance(value, (Generator, Display)):
            return "neither"
        return self._instance(value, _CONTEXT, "context")

    def iteration(self, value: Value) -> str | None:
        """Which ``for`` iterates over an object."""
        if isinstance(value, Generator):
            return "async" if value.of.function.is_async else "sync"
        if isinstance(value, Display):
            return "async" if value.node in self._async_expressions else "sync"
        if isinstance(value, Constant):
            return "sync" if isinstance(value.value, (str, bytes)) else "neither"
        if isinstance(value, ContextManager):
            return "neither"
        return self._instance(value, _ITERATION, "iterates")

    def awaitable(self, value: Value) -> bool | None:
        """Whether an object can be awaited."""
        if isinstance(value, Coroutine):
            return True
        if isinstance(value, (Generator, Display, Constant, ContextManager, FunctionRef, Method, Partial)):
            return False
        if isinstance(value, (External, ExternalMethod)):
            api = self._module.catalogue.api(value.name)  # the function itself, not what it gives
            return False if api is not None and api.coroutine else None
        if isinstance(value, Instance) and isinstance(value.type, str):
            known = self._module.catalogue.type(value.type)
            if known is not None:
                return known.awaitable or any(
                    self._module.catalogue.types[name].awaitable
                    for name in self._module.catalogue.lineage(value.type)
                    if name in self._module.catalogue.types
                )
        found = self._instance(value, _AWAIT, "awaitable")
        return None if found is None else found == "async"

    # -- instances ----------------------------------------------------------------------------------------------------

    def _instance(self, value: Value, names: tuple[tuple[str, ...], tuple[str, ...]], fact: str) -> str | None:
        if not isinstance(value, Instance):
            return None
        if isinstance(value.type, Class):
            return self._of_class(value.type, names, fact)
        return self._of_type(value.type, names, fact)

    def _of_class(self, cls: Class, names: tuple[tuple[str, ...], tuple[str, ...]], fact: str) -> str | None:
        classes = self._module.classes
        if not classes.resolved(cls) or any(self.is_magic(each) for each in classes.mro(cls)):
            return None
        if any(name in self._given_from_outside for group in names for name in group):
            return None
        forms = set()
        for form, group in zip(("sync", "async"), names, strict=True):
            if any(self._has(cls, name) for name in group):
                forms.add(form)
        for base in classes.external_bases(cls):
            if base in _EMPTY_BASES:
                continue
            inherited = self._of_type(base, names, fact)
            if inherited is None:
                return None
            forms.update({"both": ("sync", "async"), "neither": ()}.get(inherited, (inherited,)))
        return "both" if len(forms) == 2 else next(iter(forms), "neither")

    def _has(self, cls: Class, name: str) -> bool:
        """Whether a class has a special method, other than one that only says that it is not supported."""
        for each in self._module.classes.mro(cls):
            writes = each.scope.bindings.get(name)
            if writes:
                function = writes[-1].detail
                if isinstance(function, Function):
                    return function.is_generator or self._module.ask(Objects).completes(function)
                return not (isinstance(writes[-1].value, cst.Name) and writes[-1].value.value == "None")
        return False

    def is_magic(self, cls: Class) -> bool:
        """Whether a class may have methods that are not in its body."""
        if isinstance(cls, StubClass):
            return cls.magic
        metaclass = cls.keywords.get("metaclass")
        if metaclass is not None and dotted_text(metaclass).rpartition(".")[2] != "ABCMeta":
            return True
        for decorator in cls.decorators:
            named = decorator.func if isinstance(decorator, cst.Call) else decorator
            if dotted_text(named).rpartition(".")[2] not in _HARMLESS_DECORATORS:
                return True
        return "__new__" in cls.scope.bindings or any(name in cls.scope.reads for name in _MAGIC)

    @cached_property
    def _given_from_outside(self) -> frozenset[str]:
        """Special methods that some statement stores into an object: ``Pool.__await__ = ...``."""
        return frozenset(
            op.node.attr.value
            for function in self._module.functions
            for op in function.ops
            if isinstance(op, Write) and isinstance(op.node, cst.Attribute) and op.node.attr.value.startswith("__")
        )

    def _of_type(self, name: str, names: tuple[tuple[str, ...], tuple[str, ...]], fact: str) -> str | None:
        real = _real(name)
        if real is not None:  # builtins are those of this interpreter
            plain, asynchronous = (any(hasattr(real, each) for each in group) for group in names)
            if asynchronous:
                return "both" if plain else "async"
            return "sync" if plain else "neither"
        catalogue = self._module.catalogue
        for each in catalogue.lineage(name):
            known = catalogue.types.get(each)
            found = getattr(known, fact) if known is not None else None
            if isinstance(found, str):
                return found
            if found is True:
                return "async"
        if fact == "awaitable" and catalogue.type(name) is not None:
            return "neither"
        return None

    # -- generator expressions ----------------------------------------------------------------------------------------

    @cached_property
    def _async_expressions(self) -> frozenset[cst.CSTNode]:
        """The generator expressions that are async generators: those with ``async for`` or ``await`` (PEP 530)."""
        found: set[cst.CSTNode] = set()
        parents = self._module.parents
        for function in self._module.functions:
            for suspend in function.suspends:
                below: cst.CSTNode | None = None
                node: cst.CSTNode | None = suspend.node
                while suspend.lazy and node is not None:
                    above = parents.get(node)
                    if isinstance(above, cst.GeneratorExp) and not (
                        node is above.for_in and below is above.for_in.iter
                    ):
                        found.add(above)  # not the first iterable: that is evaluated around the expression
                        break
                    below, node = node, above
        return frozenset(found)


def _real(name: str) -> type | None:
    """The class behind the name of a builtin or of a container of the standard library."""
    if name in _RESULTS:
        return _RESULTS[name]
    root, _, last = name.partition(".")
    library = {"builtins": builtins, "collections": collections}.get(root)
    found = getattr(library, last, None) if library is not None else None
    return found if isinstance(found, type) else None
