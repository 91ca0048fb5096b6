"""Jobs of a pool that wait for other jobs of the same pool."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.channels.objects import POOLS, Channels, Key, Use
from flake8_asyncsafe.model.contexts import Contexts
from flake8_asyncsafe.model.ops import Call
from flake8_asyncsafe.model.values import Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

_SUBMITS = frozenset({"submit", "map", "apply_async", "map_async"})
_WAITS = frozenset({"concurrent.futures.wait", "concurrent.futures.as_completed"})


class Pools:
    """The jobs of one module that occupy a worker while they wait for one."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)

    def waiting_jobs(self) -> Iterator[tuple[Call, Use]]:
        """(wait, submit) for each wait of a pool's job for what it has given to the same pool."""
        inner: dict[Function, Use] = {}
        for use in self._channels.uses:
            if use.kind in POOLS and use.method in _SUBMITS and self._runs_in(use.function, use.key):
                inner.setdefault(use.function, use)
        for function, use in inner.items():
            wait = next((call for call in function.calls if self._waits(call, use)), None)
            if wait is not None:
                yield wait, use

    def _runs_in(self, function: Function, key: Key) -> bool:
        """Whether a function is run by a worker of a pool."""
        for reach in self._module.ask(Contexts).of(function):
            site = reach.context.site
            use = self._channels.of(site) if isinstance(site, Call) else None
            if use is not None and use.key == key and use.kind in POOLS:
                return True
        return False

    def _waits(self, call: Call, use: Use) -> bool:
        if self._module.names_of(call.node.func, call) & _WAITS:
            return True
        func = call.node.func
        if not isinstance(func, cst.Attribute) or func.attr.value not in {"result", "exception", "get"}:
            return False
        values = self._module.values(func.value, call)
        known = any(
            isinstance(value, Instance)
            and isinstance(value.type, str)
            and (value.type.startswith("concurrent.futures.") or value.type.endswith("AsyncResult"))
            for value in values
        )
        return known or (func.attr.value == "result" and call.index > use.call.index)
