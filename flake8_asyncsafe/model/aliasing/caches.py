"""Caches of functions that keep the objects alive whose methods they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.lowering.statements import dotted_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

_CACHES = frozenset({"functools.lru_cache", "functools.cache"})


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
                if self._module.names_of(callee, write) & _CACHES and not self._is_lasting(function):
                    yield CachedMethod(decorator, function)

    def _is_lasting(self, function: Function) -> bool:
        """Whether the objects live as long as the program anyway: members of an enumeration, or classes."""
        owner = function.owner
        assert owner is not None
        bases = self._module.classes.external_bases(owner)
        return any(
            base.rpartition(".")[2] in {"Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "type", "EnumMeta"}
            for base in bases
        )
