"""Coroutine functions that need not be one, and parameters that need not be there.

Both questions are about signatures, and a signature may not be the author's to choose: overrides, protocols, handlers
of frameworks and callbacks are as somebody else calls them.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.inference.classes import decorator_names
from flake8_asyncsafe.model.ops import Call, Raise, Read, Return, Write
from flake8_asyncsafe.model.scopes import Function
from flake8_asyncsafe.model.values import ClassRef
from flake8_asyncsafe.syntax.walk import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeGuard

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class

_EMPTY_BASES = frozenset({"builtins.object", "typing.Generic"})
_OWN_BASES = _EMPTY_BASES | {"abc.ABC"}
#: decorators that say nothing of who calls the function
_OWN = frozenset({"staticmethod", "classmethod", "wraps", "final", "no_type_check", "deprecated"})
_NAMES = frozenset({"timeout"})
_PROTOCOLS = frozenset({"typing.Protocol", "typing_extensions.Protocol"})


class Needless:
    """Asks what could be left out of coroutine functions, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    # -- async ----------------------------------------------------------------------------------------------------

    def without_await(self) -> Iterator[Function]:
        """Every coroutine function that never suspends and that nobody needs to be one."""
        for function in self._module.coroutines:
            if function.is_generator or function.suspends or function.kind != "function":
                continue
            if self._is_hollow(function) or self._is_prescribed(function) or self._starts_inner(function):
                continue
            if not self._is_needed_as_coroutine(function):
                yield function

    @staticmethod
    def _is_hollow(function: Function) -> bool:
        """A stub: it does nothing, or only raises."""
        for op in function.ops:
            if isinstance(op, Return) and op.value is not None:
                return False
            if isinstance(op, Call) and not any(isinstance(each, Raise) for each in function.body.items):
                return False
            if isinstance(op, Write) and op not in function.params and not isinstance(op.node, cst.Param):
                return False
        return True

    @staticmethod
    def _starts_inner(function: Function) -> bool:
        """Whether it calls a coroutine function or async generator that it defines: that may need a running loop."""
        inner = {op.detail.name for op in function.ops if isinstance(op, Write) and _is_async(op.detail)}
        return any(isinstance(call.node.func, cst.Name) and call.node.func.value in inner for call in function.calls)

    def _is_prescribed(self, function: Function) -> bool:
        """Whether others say how the function looks: a base, a framework, a protocol, a test runner."""
        if function.name.startswith(("__", "test")) or function.name == "aclose":
            return True
        place = function.write.block.scope if function.write is not None else None
        if place is not None and len(place.bindings.get(function.name, ())) > 1:
            return True  # one of several forms, which have to be called alike
        if any(name.rpartition(".")[2] not in _OWN for name in decorator_names(function)):
            return True
        owner = function.owner
        if owner is None:
            return False
        classes = self._module.classes
        if not classes.resolved(owner):
            return True
        if any(base not in _EMPTY_BASES for base in classes.external_bases(owner)):
            return True
        mro = classes.mro(owner)
        if any(each is not owner and function.name in each.scope.bindings for each in mro):
            return True
        if next(iter(classes.overrides(owner, function.name)), None) is not None:
            return True
        return any(self._follows(owner, members) for members in self._protocols if function.name in members)

    @cached_property
    def _protocols(self) -> tuple[frozenset[str], ...]:
        """The names of the methods of each protocol that the module defines or imports."""
        module, classes = self._module, self._module.classes
        seen = dict.fromkeys(module.lowering.classes)
        for writes in module.functions[0].scope.bindings.values():
            for write in writes if module.linked else ():
                for value in module.evaluator.bound(write) if write.how == "import" else ():
                    if isinstance(value, ClassRef):
                        seen[value.cls] = None
        found: list[frozenset[str]] = []
        for cls in seen:
            # what derives from a protocol without naming it again is an implementation of it
            named = cls.is_stub or any("Protocol" in names_in(base) for base in cls.bases)
            if named and not _PROTOCOLS.isdisjoint(classes.external_bases(cls)):
                found.append(
                    frozenset(
                        name
                        for each in classes.mro(cls)
                        for name, writes in each.scope.bindings.items()
                        if isinstance(writes[-1].detail, Function)
                    )
                )
        return tuple(found)

    def _follows(self, owner: Class, members: frozenset[str]) -> bool:
        """Whether a class has all methods of a protocol: its objects go where one of that is asked for."""
        return all(self._module.classes.method(owner, name) is not None for name in members)

    def _is_needed_as_coroutine(self, function: Function) -> bool:
        """Whether it is named without being called, or its coroutine is used other than by an await."""
        return any(name == function.name and use != "awaited" for use, name in self._uses)

    @cached_property
    def _uses(self) -> frozenset[tuple[str, str]]:
        """("awaited" or anything else, last name) for each place where something of that name is used."""
        names = {function.name for function in self._module.coroutines}
        found: set[tuple[str, str]] = set()
        for function in self._module.functions:
            for op in function.ops:
                if not isinstance(op, Read):
                    continue
                node = op.node
                while isinstance(node, (cst.Attribute, cst.Name)):
                    last = node.attr.value if isinstance(node, cst.Attribute) else node.value
                    if last in names:
                        use = self._module.use(node)
                        if use.kind == "called" and isinstance(use.node, cst.Call):
                            found.add((self._module.use(use.node).kind, last))
                        else:
                            found.add(("named", last))
                    if isinstance(node, cst.Name):
                        break
                    node = node.value
        return frozenset(found)

    # -- timeouts -------------------------------------------------------------------------------------------------

    def timeouts(self) -> Iterator[Function]:
        """Each coroutine function whose own signature has a timeout in it."""
        for function in self._module.coroutines:
            takes_one = any(
                isinstance(param.node, cst.Param) and param.node.name.value in _NAMES for param in function.params
            )
            if takes_one and function.kind == "function" and not self._is_prescribed_signature(function):
                yield function

    def _is_prescribed_signature(self, function: Function) -> bool:
        """Whether it overrides something, or is what others override or call by a protocol."""
        names = {name.rpartition(".")[2] for name in decorator_names(function)}
        if names & {"override", "overload", "abstractmethod"} or function.name.startswith("__"):
            return True
        owner = function.owner
        if owner is None:
            return False
        classes = self._module.classes
        if not classes.resolved(owner) or any(base not in _OWN_BASES for base in classes.external_bases(owner)):
            return True
        return any(each is not owner and function.name in each.scope.bindings for each in classes.mro(owner))


def _is_async(detail: object) -> TypeGuard[Function]:
    return isinstance(detail, Function) and detail.is_async


__all__ = ["Needless"]
