"""Awaits of what cannot be awaited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.protocols.objects import Objects
from flake8_asyncsafe.model.protocols.support import Support
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.values import (
    NONE,
    UNKNOWN,
    Constant,
    ContextManager,
    Display,
    External,
    ExternalMethod,
    FunctionRef,
    Generator,
    Instance,
    Method,
    Partial,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.values import Value

_TEXTS = frozenset({"builtins.str", "builtins.bytes", "builtins.bytearray"})
_CONTAINERS = frozenset({"builtins.list", "builtins.set", "builtins.dict", "builtins.frozenset"})
#: methods of containers that give None, a number, a truth value or another container
_WITHOUT_ELEMENTS = frozenset(
    {"append", "extend", "insert", "remove", "clear", "sort", "reverse", "count", "index", "copy", "add", "discard",
     "update", "union", "difference", "intersection", "issubset", "keys", "values", "items"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FutileAwait:
    """``node`` is awaited although it is ``what``; ``instead`` says what to write."""

    node: cst.BaseExpression
    what: str
    instead: str


class Awaits:
    """Finds them in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._objects = module.ask(Objects)
        self._support = module.ask(Support)

    def futile(self) -> Iterator[FutileAwait]:
        """Every await of something that certainly is no awaitable."""
        for function in self._module.functions:
            for suspend in function.suspends:
                if suspend.how == "await" and isinstance(suspend.node, cst.Await) and not self._is_of_lock(suspend):
                    yield from self._look_at(suspend.node.expression, suspend)

    def _is_of_lock(self, op: Op) -> bool:
        """``with await lock:`` is what ASF205 reports."""
        node = op.node
        return (
            isinstance(node, cst.Await)
            and isinstance(self._module.parents.get(node), cst.WithItem)
            and self._module.locks.lock(node.expression, op) is not None
        )

    def _look_at(self, node: cst.BaseExpression, op: Op) -> Iterator[FutileAwait]:
        if isinstance(node, cst.Call) and self._is_plain_api(node):
            if not self._objects.is_asked_about(node, op):
                what = f"the result of `{self._module.source(node.func)}`, a plain function"
                yield FutileAwait(node, what, f"call it without `await`{self._twin(node)}")
            return
        values = self._objects.values(node, op)
        if values == (NONE,) and not self._objects.is_settled(node, op):
            return  # `self.task = None` is a place for what others will put there
        certain = {kind for value in values if (kind := _builtin(value)) and not _is_said(value)}
        if not all(value != UNKNOWN and self._is_futile(value, certain) for value in values):
            return
        if not self._objects.is_asked_about(node, op):
            yield FutileAwait(node, *self._described(values[0], node))

    def _is_futile(self, value: Value, certain: set[str]) -> bool:
        """Whether a value cannot be awaited; ``certain`` are the builtin types that other alternatives surely have."""
        if _is_said(value) and not self._is_own(value) and _builtin(value) not in certain:
            return False  # only an annotation says so
        return self._support.awaitable(value) is False

    @staticmethod
    def _is_own(value: Value) -> bool:
        """Literal results such as f-strings have no maker either."""
        return isinstance(value, Instance) and value.type == "builtins.str"

    def _is_plain_api(self, node: cst.Call) -> bool:
        """Whether a call is of functions of which the catalogue says that they give no awaitable (locks: ASF205)."""
        call = self._module.call_at(node)
        # the evaluator's: methods of builtin types have no entry in the catalogue
        targets = self._module.evaluator.calls.targets(node, call) if call is not None else ()
        if call is None or not targets:
            return False
        for target in targets:
            if not isinstance(target, (External, ExternalMethod)):
                return False
            api = self._module.catalogue.api(target.name)
            if (api is None or api.awaitable is not False) and not _is_plain_method(target.name):
                return False
        taken = self._module.critical.acquired(call)
        return taken is None or taken.lock.kind not in {LockKind.THREAD, LockKind.PROCESS}

    def _twin(self, node: cst.Call) -> str:
        """The async API that should stand there, if the catalogue names one."""
        call = self._module.call_at(node)
        for api in self._module.apis(call) if call is not None else ():
            text = api.instead.get(self._module.library)
            if text:
                return f", or use {text}"
        return ""

    def _described(self, value: Value, node: cst.BaseExpression) -> tuple[str, str]:
        """What the awaited object is, and what to do about it."""
        source = self._module.source(node)
        if isinstance(value, Display):
            kind = type(value.node).__name__.removesuffix("Comp").lower()
            if isinstance(value.node, cst.GeneratorExp):
                kind = "generator expression"
            library = self._module.library
            instead = (
                "start them in a task group"
                if library in {"trio", "anyio"}
                else "await `asyncio.gather(*...)` of its items"
            )
            return f"a {kind}", instead
        if isinstance(value, Generator):
            if value.of.function.is_async:
                return "an async generator", "iterate over it with `async for`"
            return "a generator", "iterate over it with `for`"
        if isinstance(value, ContextManager):
            return "a context manager", f"enter it with `{'async with' if value.is_async else 'with'}`"
        if isinstance(value, (FunctionRef, Method, External, ExternalMethod, Partial)):
            return "a function that is not called", f"await `{source}()`"
        what = "an object that has no `__await__`"
        if isinstance(value, Constant):
            kind = type(value.value).__name__
            what = "None" if value.value is None else f"{'an' if kind == 'int' else 'a'} {kind}"
        elif isinstance(value, Instance):
            name = value.type.name if isinstance(value.type, Class) else value.type.removeprefix("builtins.")
            what = f"of type `{name}`, which has no `__await__`"
        if isinstance(node, cst.Call):
            return f"{what} (`{self._module.source(node.func)}` is no coroutine function)", "call it without `await`"
        return what, "drop the `await`"


def _is_plain_method(name: str) -> bool:
    """Whether a method of a builtin type never gives one of the objects in it."""
    owner, _, method = name.rpartition(".")
    return owner in _TEXTS or (owner in _CONTAINERS and method in _WITHOUT_ELEMENTS)


def _is_said(value: Value) -> bool:
    """Whether only an annotation says what a value is."""
    return isinstance(value, Instance) and value.origin is None


def _builtin(value: Value) -> str:
    """The name of a builtin container type that a value has: ``table.setdefault(key, [])`` gives lists only."""
    if isinstance(value, Display):
        kind = type(value.node).__name__.removesuffix("Comp").lower()
        return kind if kind in {"list", "set", "dict", "tuple"} else ""
    if isinstance(value, Instance) and isinstance(value.type, str) and value.type.startswith("builtins."):
        return value.type.removeprefix("builtins.")
    return ""
