"""Calls whose arguments say something else than they mean: sleeps, gathers, waits with a timeout."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument, with_partial
from flake8_asyncsafe.model.cancellation.numbers import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call

_DAY = 24 * 60 * 60
_SLEEPS = {"trio.sleep": "seconds", "anyio.sleep": "delay"}
_TAKES = frozenset(
    f"asyncio.{kind}.{method}"
    for kind, method in (
        ("Queue", "get"), ("PriorityQueue", "get"), ("LifoQueue", "get"), ("Lock", "acquire"), ("Semaphore", "acquire"),
        ("BoundedSemaphore", "acquire"), ("Condition", "acquire"),
    )
)  # fmt: skip


class Spellings:
    """Questions about single calls of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def _calls(self, last: str) -> Iterator[Call]:
        """The calls that may be of an API with that last name, also under an alias."""
        if not any(last in line for line in self._module.source_lines):
            return
        for call in self._module.calls():
            func = call.node.func
            if not isinstance(func, cst.Attribute) or func.attr.value == last:
                yield call

    def sleeps(self) -> Iterator[tuple[Call, str, str]]:
        """(call, library, "zero" or "long") for each sleep that means something else than a pause."""
        for call in self._calls("sleep"):
            for name in self._module.names_of(call.node.func, call):
                parameter = _SLEEPS.get(name)
                given = argument(call.node, parameter, 0) if parameter is not None else None
                seconds = number(self._module, given, call) if given is not None else None
                if seconds is not None and (seconds == 0 or seconds > _DAY):
                    yield call, name.partition(".")[0], "zero" if seconds == 0 else "long"

    def gathers(self) -> Iterator[Call]:
        """Each awaited ``gather`` of several that fails with the first failure and lets the others run on."""
        for call in self._calls("gather"):
            if "asyncio.gather" not in self._module.names_of(call.node.func, call):
                continue
            if any(arg.star == "**" for arg in call.node.args):
                continue
            together = [arg for arg in call.node.args if arg.keyword is None]
            if len(together) < 2 and not any(arg.star for arg in together):
                continue
            given = argument(call.node, "return_exceptions", None)
            if given is not None and not (isinstance(given, cst.Name) and given.value == "False"):
                continue
            if self._module.use(call.node).kind in {"awaited", "returned", "bound"}:
                yield call

    def timed_takes(self) -> Iterator[tuple[Call, cst.BaseExpression]]:
        """(call of wait_for, what it waits for) for each item or lock that is waited for with a timeout."""
        for call in self._calls("wait_for"):
            if "asyncio.wait_for" not in self._module.names_of(call.node.func, call):
                continue
            node = with_partial(call, self._module.evaluator)
            given = argument(node, "fut", 0)
            limit = argument(node, "timeout", 1)
            if given is None or (isinstance(limit, cst.Name) and limit.value == "None"):
                continue
            if isinstance(given, cst.Name):
                made = [value.node for value in self._module.values(given, call) if hasattr(value, "node")]
                inner = made[0] if len(made) == 1 and isinstance(made[0], cst.Call) else None
            else:
                inner = given if isinstance(given, cst.Call) else None
            taken = self._module.call_at(inner) if inner is not None else None
            if taken is not None and self._module.names_of(taken.node.func, taken) & _TAKES:
                yield call, taken.node.func


__all__ = ["Spellings"]
