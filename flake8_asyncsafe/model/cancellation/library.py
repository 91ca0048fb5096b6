"""Which async library a coroutine is written for: they do not cancel alike.

Trio and anyio cancel a *scope*: every checkpoint in it raises, again and again, until control has left it.  asyncio
throws one exception into the task, and the next await works as ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.loops import NEEDS
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Read
from flake8_asyncsafe.model.values import Coroutine, External, ExternalMethod, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.model.values import Values

_SCOPED = ("anyio", "trio")
#: what programs for asyncio borrow from anyio as well: threads and files, which cancel nobody
_BORROWED = (
    "anyio.to_thread.", "anyio.from_thread.", "anyio.open_file", "anyio.wrap_file", "anyio.Path", "anyio.AsyncFile",
    "anyio.TemporaryFile", "anyio.NamedTemporaryFile", "anyio.SpooledTemporaryFile", "anyio.TemporaryDirectory",
    "anyio.mkstemp", "anyio.mkdtemp", "anyio.gettempdir",
)  # fmt: skip


class Libraries:
    """Answers for the coroutines of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        chosen = module.settings.library
        imported = {name for name in _SCOPED if name in module.evaluator.imported}
        imported |= {NEEDS[name] for name in module.evaluator.imported & NEEDS.keys()}
        #: the library of the whole file; "" if that differs from function to function
        self._all = chosen if chosen != "auto" else ""
        if not self._all and len(imported) < 2:
            self._all = next(iter(imported), "asyncio")
        #: what a function that shows nothing is for
        self._default = "asyncio" if "asyncio" in imported else next(iter(sorted(imported)), "asyncio")

    @property
    def any_scoped(self) -> bool:
        """Whether some coroutine of the file may be one of trio or anyio."""
        return self._all != "asyncio"

    def of(self, function: Function) -> str:
        """The library of a coroutine: "trio", "anyio" or "asyncio"."""
        if self._all:
            return self._all
        used = set(self._used(function))
        if used & {"asyncio"}:
            return "asyncio"  # what of both it follows nobody can tell
        return next((name for name in _SCOPED if name in used), self._default)

    def _used(self, function: Function) -> Iterator[str]:
        """The libraries that a function names or whose objects it handles."""
        for op in function.ops:
            if isinstance(op, Call):
                yield from _roots(self._module.targets(op))
            elif isinstance(op, Read) and isinstance(op.node, cst.Attribute):
                root = dotted_text(op.node).partition(".")[0]
                names = self._module.names_of(op.node, op) if root else ()
                yield from (_root(name) for name in names)


def _roots(values: Values) -> Iterator[str]:
    for value in values:
        if isinstance(value, Coroutine):
            yield from _roots((value.of,))
        elif isinstance(value, (External, ExternalMethod)):
            yield _root(value.name)
        elif isinstance(value, Instance) and isinstance(value.type, str):
            yield _root(value.type)


def _root(name: str) -> str:
    return "" if name.startswith(_BORROWED) else name.partition(".")[0]


__all__ = ["Libraries"]
