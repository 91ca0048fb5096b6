"""Coroutines that run on no event loop: their module steps them itself, with ``send``.

Where one body of code serves a blocking and an asynchronous interface, the blocking one runs the coroutines by hand
(``try: coro.send(None)`` / ``except StopIteration as end: return end.value``).  They never suspend there, so what they
do may block as it does in any plain function.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.channels.handlers import around, names

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call
    from flake8_asyncsafe.model.scopes import Function

_LIBRARIES = ("asyncio", "trio", "anyio", "curio")


class DrivenByHand:
    """Tells whether a module steps its coroutines itself."""

    def __init__(self, module: Module) -> None:
        self._module = module

    @cached_property
    def functions(self) -> frozenset[Function]:
        """The coroutine functions of a module that knows of no event loop and has such a driver; else none."""
        module = self._module
        if "stopiteration" not in module.lowered_source or any(map(module.imports, _LIBRARIES)):
            return frozenset()
        drives = any(map(_is_step, module.calls()))
        return frozenset(module.coroutines) if drives else frozenset()


def _is_step(call: Call) -> bool:
    """``coro.send(None)`` where StopIteration is expected, in a plain function that was given the coroutine."""
    func, args = call.node.func, call.node.args
    if not isinstance(func, cst.Attribute) or func.attr.value != "send" or len(args) != 1 or call.function.is_async:
        return False
    if not isinstance(args[0].value, cst.Name) or args[0].value.value != "None" or not isinstance(func.value, cst.Name):
        return False
    home = call.block.scope.lookup(func.value.value)
    writes = home.bindings[func.value.value] if home is not None else []
    given = any(write.how in {"param", "assign"} for write in writes)
    return given and any("StopIteration" in names(handler.type) for _, handler in around(call))


__all__ = ["DrivenByHand"]
