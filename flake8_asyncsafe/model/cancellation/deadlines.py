"""When the clock of a timeout runs: deadlines that are constants, and clocks that start before their block."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.cancellation.bounds import withs
from flake8_asyncsafe.model.cancellation.numbers import number
from flake8_asyncsafe.model.ops import Call, Iterate, Op, Suspend, With, Write, is_apart
from flake8_asyncsafe.model.values import Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module

#: API -> its parameter that is a point in time on the clock of the loop, and the place of that parameter
_ABSOLUTE: dict[str, tuple[str, int | None]] = {
    "asyncio.timeout_at": ("when", 0),
    "async_timeout.timeout_at": ("deadline", 0),
    "asyncio.Timeout.reschedule": ("when", 0),
    "asyncio.Timeout": ("when", 0),
    "asyncio.AbstractEventLoop.call_at": ("when", 0),
    "trio.fail_at": ("deadline", 0),
    "trio.move_on_at": ("deadline", 0),
    "trio.sleep_until": ("deadline", 0),
    "trio.CancelScope": ("deadline", None),
    "anyio.CancelScope": ("deadline", None),
}
_NAMES = frozenset(name.rpartition(".")[2] for name in _ABSOLUTE)
#: a module without any of these has no deadlines
_WORDS = ("timeout_at", "Timeout", "reschedule", "call_at", "fail_at", "move_on_at", "sleep_until", "deadline")
_SCOPES = frozenset({"trio.CancelScope", "anyio.CancelScope"})
#: their clock starts when they are made, not when they are entered
_STARTS_AT_ONCE = frozenset({"anyio.move_on_after", "asyncio.timeout", "async_timeout.timeout"})


class Deadlines:
    """The deadlines of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def constants(self) -> Iterator[tuple[cst.BaseExpression, str]]:
        """(expression, what takes it) for each finite constant that is given as a point in time."""
        if not any(word in line for line in self._module.source_lines for word in _WORDS):
            return
        for call in self._module.calls():
            func = call.node.func
            if isinstance(func, cst.Attribute) and func.attr.value not in _NAMES:
                continue
            if not call.node.args:
                continue
            for name in sorted(self._module.names_of(func, call)):
                parameter = _ABSOLUTE.get(name)
                given = argument(call.node, *parameter) if parameter is not None else None
                if given is not None and self._is_constant(given, call):
                    yield given, self._module.source(func)
                    break
        for function in self._module.functions:
            for op in function.ops:
                if not isinstance(op, Write) or op.how not in {"assign", "ann"} or op.value is None or op.path:
                    continue
                if isinstance(op.node, cst.Attribute) and op.node.attr.value == "deadline":
                    values = self._module.values(op.node.value, op)
                    owners = {value.type for value in values if isinstance(value, Instance)}
                    if owners & _SCOPES and self._is_constant(op.value, op):
                        yield op.value, self._module.source(op.node)

    def _is_constant(self, node: cst.BaseExpression, op: Op) -> bool:
        """Whether an expression certainly is a finite number; zero and less are past on any clock: "at once"."""
        value = number(self._module, node, op)
        return value is not None and 0 < value < math.inf

    def early(self) -> Iterator[tuple[cst.Call, With]]:
        """(call that makes it, with that enters it) for each relative timeout that is not entered at once."""
        if not any("move_on_after" in line or "timeout(" in line for line in self._module.source_lines):
            return
        told: set[cst.Call] = set()
        for function in self._module.functions:
            for item in withs(function):
                if isinstance(item.context, cst.Call) and self._gives(item.context, item.enter):
                    continue
                for value in self._module.values(item.context, item.enter):
                    origin = value.origin if isinstance(value, Instance) else None
                    made = self._module.call_at(origin) if origin is not None else None
                    if made is None or made.node in told or not self._gives(made.node, made):
                        continue
                    if self._is_later(made, item):
                        told.add(made.node)
                        yield made.node, item

    def _gives(self, node: cst.Call, op: Op) -> bool:
        if node.args and isinstance(node.args[0].value, cst.Name) and node.args[0].value.value == "None":
            return False  # no clock yet
        return bool(self._module.names_of(node.func, op) & _STARTS_AT_ONCE)

    def _is_later(self, made: Call, item: With) -> bool:
        """Whether anything that takes time happens between the call and the entry."""
        if made.function is not item.block.function:
            if isinstance(item.context, cst.Name) and item.context.value in item.block.function.parameter_names():
                return False  # made for the call of this function, which enters it
            # a helper that makes it and gives it back is called in the with itself; what keeps it is another matter
            return not isinstance(item.context, cst.Call)
        first, last = made.index, item.enter.index
        if last < first:
            return True
        between = made.function.ops[first + 1 : last]
        return any(
            isinstance(op, (Call, Suspend, Iterate))
            and op.node is not item.item
            and not is_apart(op, item.enter)
            and not (isinstance(op, Call) and self._gives(op.node, op))
            for op in between
        )


__all__ = ["Deadlines"]
