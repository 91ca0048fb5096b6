"""Code that says itself that it runs beside a loop: it hands work to the loop in the way that is for other threads.

``run_coroutine_threadsafe(c, loop)`` and ``loop.call_soon_threadsafe(f)`` are how other threads talk to a loop.  What
stands beside such a call, on the same path, is therefore on another thread as well (or means to be), and may not use
the loop directly, nor what belongs to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.contexts.asks import catches
from flake8_asyncsafe.model.inference.reaching import latest
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Loop, Try, enclosing
from flake8_asyncsafe.model.values import ExternalMethod

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block, Call
    from flake8_asyncsafe.model.scopes import Function

_HANDS_OVER = "call_soon_threadsafe"
_RUNS = "asyncio.run_coroutine_threadsafe"
_WORDS = (_HANDS_OVER, "run_coroutine_threadsafe")
#: functions that start something on the loop that they are given
_GIVEN_LOOP = frozenset({"asyncio.ensure_future", "asyncio.Task"})
#: what makes a loop that does not run yet, or gives the one that runs here
_AT_HOME = frozenset({"asyncio.new_event_loop", "asyncio.get_running_loop", "asyncio.get_event_loop"})
#: methods of a loop that tell whether it runs
_STATES = frozenset({"is_running", "is_closed"})
_LOOP = "asyncio.AbstractEventLoop"


@dataclass(frozen=True, slots=True)
class Admitted:
    """``call``, of the API ``name``, uses a loop directly; ``beside`` talks to that loop as other threads do."""

    call: Call
    name: str
    beside: Call


class AdmittedCalls:
    """Finds them in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        entry = module.catalogue.types.get(_LOOP)
        self._methods = frozenset(entry.loop_bound) if entry is not None else frozenset()

    def found(self) -> Iterator[Admitted]:
        """Each direct use of a loop beside one that is for other threads."""
        if not any(word in self._module.lowered_source for word in _WORDS):
            return
        for function in self._module.functions:
            beside = list(self._handed_over(function))
            for call in function.calls if beside else ():
                if self._insists_on_loop(call):
                    break
                found = self._direct(call, beside)
                if found is not None:
                    yield found

    def _insists_on_loop(self, call: Call) -> bool:
        """``get_running_loop()`` raises on any other thread, so there what follows is not reached."""
        if "asyncio.get_running_loop" not in self._module.names_of(call.node.func, call):
            return False
        return not catches(self._module, call, "RuntimeError")

    def _handed_over(self, function: Function) -> Iterator[tuple[Call, str]]:
        """(call, the loop as it is written) for each way of talking to a loop that is for other threads."""
        for call in function.calls:
            func = call.node.func
            if isinstance(func, cst.Attribute) and func.attr.value == _HANDS_OVER:
                loop: cst.BaseExpression | None = func.value
                if function.is_async:
                    continue  # on the loop's own thread it does no harm
            elif _RUNS in self._module.names_of(func, call):
                loop = argument(call.node, "loop", 1)
            else:
                continue
            text = self._text(loop, call)
            if text:
                yield call, text

    def _text(self, loop: cst.BaseExpression | None, call: Call) -> str:
        """How a loop is written, seen through a local name for it; nothing for one that is at home here."""
        for _ in range(3):
            if isinstance(loop, cst.Call):
                return ""
            if not isinstance(loop, cst.Name):
                break
            writes = latest(call.block.scope, loop.value, call) if loop.value in call.block.scope.bindings else ()
            if len(writes) != 1 or writes[0].path or writes[0].how not in {"assign", "ann"}:
                break
            value = writes[0].value
            if isinstance(value, cst.Call) and self._module.names_of(value.func, writes[0]) & _AT_HOME:
                return ""
            if not isinstance(value, (cst.Name, cst.Attribute)):
                break
            loop = value
        return dotted_text(loop) if loop is not None else ""

    def _direct(self, call: Call, beside: list[tuple[Call, str]]) -> Admitted | None:
        loop, name = self.used(call)
        text = self._text(loop, call) if loop is not None else ""
        for other, its in beside:
            if other is call:
                return None
            if text and text == its and self._on_one_path(call, other) and not self.is_asked(call, text):
                return Admitted(call, name, other)
            if not name and other.block is call.block:
                belongs = self._belongs(call)
                if belongs:
                    return Admitted(call, belongs, other)
        return None

    def used(self, call: Call) -> tuple[cst.BaseExpression | None, str]:
        """(the loop, the name of the API) if a call uses a loop as only its own thread may; (None, "") if not."""
        func = call.node.func
        if isinstance(func, cst.Attribute) and func.attr.value in self._methods:
            return func.value, f"{_LOOP}.{func.attr.value}"
        named = self._module.names_of(func, call) & _GIVEN_LOOP if call.node.args else frozenset()
        return (argument(call.node, "loop", None), next(iter(named))) if named else (None, "")

    def _belongs(self, call: Call) -> str:
        """The name of a method of a queue, event or future that belongs to its loop; nothing for other calls."""
        targets = self._module.targets(call)
        names = {target.name for target in targets if isinstance(target, ExternalMethod)}
        if call.function.is_async or len(names) != 1 or len(names) != len(targets):
            return ""
        name = names.pop()
        owner, _, method = name.rpartition(".")
        if method == "clear":
            return ""  # an event's flag: nobody waits for that to change
        for each in self._module.catalogue.lineage(owner):
            entry = self._module.catalogue.types.get(each)
            if entry is not None and method in entry.loop_bound and each.startswith("asyncio."):
                return name
        return ""

    def _on_one_path(self, call: Call, other: Call) -> bool:
        """Whether who does one of them does the other as well, but for what jumps out in between."""
        return _surrounds(call.block, other.block) or _surrounds(other.block, call.block)

    def is_asked(self, call: Call, text: str) -> bool:
        """Whether the call is only made if the loop does not run, or after asking whether one runs here."""
        return any(
            isinstance(func := other.node.func, cst.Attribute)
            and func.attr.value in _STATES
            and other.index < call.index
            and self._text(func.value, other) == text
            for other in call.function.calls
        )


def _surrounds(outer: Block, inner: Block) -> bool:
    """Whether a block is the other one, or one around it that has no other way than through it."""
    if outer is inner:
        return True
    for compound, block in enclosing(inner):
        if isinstance(compound, (Branch, Loop)) or (isinstance(compound, Try) and block is not compound.body):
            return False
        if compound.block is outer:
            return True
    return False
