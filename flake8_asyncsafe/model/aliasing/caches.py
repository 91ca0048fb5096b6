"""Caches of functions that keep the objects alive whose methods they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.methods import bound_once, bound_value
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.values import External, FunctionRef, Partial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function

_CACHES = frozenset(
    {"functools.lru_cache", "functools.cache", "async_lru.alru_cache"}
    | {f"cachetools.func.{kind}_cache" for kind in ("fifo", "lfu", "lru", "rr")}
)


@dataclass(frozen=True, slots=True)
class CachedMethod:
    """``decorator`` caches a method by its receiver, among other things."""

    decorator: cst.BaseExpression
    function: Function


class Caches:
    """Finds them, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def of_methods(self) -> Iterator[CachedMethod]:
        """Every method under a cache that has the object as a part of its key."""
        for function in self._module.functions:
            owner, write = function.owner, function.write
            if owner is None or write is None or write.block.scope is not owner.scope:
                continue
            kinds = {dotted_text(each).rpartition(".")[2] for each in function.decorators}
            if "staticmethod" in kinds or "classmethod" in kinds or function.receiver is None:
                continue
            for decorator in function.decorators:
                callee = decorator.func if isinstance(decorator, cst.Call) else decorator
                if self._is_cache(callee, write) and not self._is_lasting(function):
                    yield CachedMethod(decorator, function)
        yield from self._wrapped()

    def _is_cache(self, callee: cst.BaseExpression, op: Op) -> bool:
        """Whether an expression is a cache: by its own name, or by one for a cache with settings."""
        for value in self._module.values(callee, op):
            target = value.target if isinstance(value, Partial) else value
            if isinstance(target, External) and target.name in _CACHES:
                return True
            if isinstance(target, FunctionRef) and self._wraps(target.function):
                return True
        write = bound_once(callee.value, op.block.scope) if isinstance(callee, cst.Name) else None
        made = bound_value(write) if write is not None else None  # small_cache = lru_cache(maxsize=32)
        return write is not None and isinstance(made, cst.Call) and self._is_cache(made.func, write)

    def _wraps(self, function: Function) -> bool:
        """``def remembered(function): return lru_cache(maxsize=None)(function)``."""
        for each in function.returns:
            call = each.value
            given = call.args[0].value if isinstance(call, cst.Call) and len(call.args) == 1 else None
            if not isinstance(call, cst.Call) or not isinstance(given, cst.Name):
                return False
            callee = call.func.func if isinstance(call.func, cst.Call) else call.func
            if given.value not in function.parameter_names() or not self._module.names_of(callee, each) & _CACHES:
                return False
        return bool(function.returns)

    def _wrapped(self) -> Iterator[CachedMethod]:
        """``find = lru_cache(maxsize=None)(_find)`` in the body of a class."""
        for cls in self._module.lowering.classes:
            for write in [each for writes in cls.scope.bindings.values() for each in writes]:
                call = write.value if write.how in {"assign", "ann"} and not write.path else None
                given = call.args[0].value if isinstance(call, cst.Call) and len(call.args) == 1 else None
                if not isinstance(call, cst.Call) or not isinstance(given, cst.Name):
                    continue
                callee = call.func.func if isinstance(call.func, cst.Call) else call.func
                method = self._module.classes.method(cls, given.value)
                if method is None or method.owner is not cls or method.receiver is None:
                    continue
                if self._is_cache(callee, write) and not self._is_lasting(method):
                    yield CachedMethod(call, method)

    def _is_lasting(self, function: Function) -> bool:
        """Whether the objects live as long as the program anyway: members of an enumeration, or classes."""
        owner = function.owner
        assert owner is not None
        bases = self._module.classes.external_bases(owner)
        return any(
            base.rpartition(".")[2] in {"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "type", "EnumMeta"}
            for base in bases
        )
