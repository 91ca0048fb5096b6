"""``asyncio.shield``: who holds the task inside?

A shielded awaitable survives the cancellation of who awaits it, and from then on nobody awaits it.  If it was made in
place, nobody has a reference to it either: its failure goes unseen, and the loop's own reference is weak.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument, variadic
from flake8_asyncsafe.model.ops import Suspend, Try, enclosing
from flake8_asyncsafe.model.values import External, ExternalMethod

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call
    from flake8_asyncsafe.model.values import Coroutine

_SHIELD = "asyncio.shield"
_GATHER = "asyncio.gather"
#: what does nothing but wait for others, in any async library
_WAITS = frozenset({"wait", "join", "sleep", "wait_closed"})


@dataclass(frozen=True, slots=True)
class LostInner:
    """``call`` shields ``inner``, which nobody else can name; ``is_task`` where it is one already."""

    call: Call
    inner: cst.BaseExpression
    is_task: bool


class Shields:
    """The shields of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def losing(self) -> Iterator[LostInner]:
        """Every shield around something that only the shield knows."""
        for call in self._module.calls():
            if _SHIELD not in self._module.names_of(call.node.func, call):
                continue
            inner = argument(call.node, "arg", 0)
            if inner is None or self._is_stored(call) or self._is_seen_to(call):
                continue
            coroutine = self._module.colour.coroutine(inner, call)
            if coroutine is not None:
                if not _only_waits(coroutine):
                    yield LostInner(call, inner, is_task=False)
            elif isinstance(inner, cst.Call) and self._is_new(inner):
                yield LostInner(call, inner, is_task=True)

    def _is_stored(self, call: Call) -> bool:
        """``self._closing = shield(...)``: as long as it is not cancelled, the outer future holds the inner one."""
        return any(not isinstance(target, cst.Name) for target in self._module.use(call.node).targets)

    def _is_seen_to(self, call: Call) -> bool:
        """Whether a handler around the call takes the cancellation and awaits something: it ends the work otherwise."""
        exceptions = self._module.cancellation.exceptions
        for compound, block in enclosing(call.block):
            if isinstance(compound, Try) and block is compound.body:
                for handler in compound.handlers:
                    place = next(handler.block.ops(), None)
                    if place is not None and handler.type is not None and exceptions.kinds(handler.type, place):
                        return any(isinstance(op, Suspend) for op in handler.block.ops())
        return False

    def _is_new(self, node: cst.Call) -> bool:
        """Whether a call makes a task that nobody keeps, or gathers coroutines into tasks of its own."""
        made = self._module.call_at(node)
        if made is None:
            return False
        if _GATHER in self._module.names_of(node.func, made):
            given = list(variadic(node, 0))
            return bool(given) and all(self._module.colour.coroutine(each, made) is not None for each in given)
        return self._module.colour.is_weakly_held(made) and not self._wraps_unknown(node, made)

    def _wraps_unknown(self, node: cst.Call, made: Call) -> bool:
        """``ensure_future(x)`` gives x itself if that is a task already: only of a coroutine it makes a new one."""
        if "asyncio.ensure_future" not in self._module.names_of(node.func, made):
            return False
        given = argument(node, "coro_or_future", 0)
        return given is None or self._module.colour.coroutine(given, made) is None


def _only_waits(coroutine: Coroutine) -> bool:
    """``shield(asyncio.wait(tasks))``, ``shield(event.wait())``: there is no work in it that could be lost."""
    of = coroutine.of
    return isinstance(of, (External, ExternalMethod)) and of.name.rpartition(".")[2] in _WAITS
