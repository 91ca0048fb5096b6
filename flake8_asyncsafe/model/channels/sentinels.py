"""Last items that reach only one of several consumers, and futures that two parties settle."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.channels.handlers import around, names
from flake8_asyncsafe.model.channels.identity import Channels
from flake8_asyncsafe.model.channels.parties import Parties
from flake8_asyncsafe.model.ops import Branch, Loop, With, enclosing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.channels.identity import Use
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op


class Sentinels:
    """The ends of queues, and of futures, in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)

    def too_few(self) -> Iterator[Use]:
        """The only ``put(None)`` on a queue from which several consumers take until they get it."""
        parties = self._module.ask(Parties)
        for uses in self._channels.by_identity.values():
            ends = [use for use in uses if use.method.startswith("put") and _gives_none(use)]
            if len(ends) != 1 or _in_loop(ends[0].call):
                continue
            consumers = {
                use.function for use in uses if use.method == "get" and _in_loop(use.call) and self._stops(use)
            }
            if ends[0].function in consumers or not consumers:
                continue
            if parties.are_several(consumers) and not any(
                use.method.startswith("put") for use in uses if use.function in consumers
            ):
                yield ends[0]

    def _stops(self, use: Use) -> bool:
        """Whether a consumer compares what it gets with None."""
        return any(
            isinstance(item, Branch)
            and any(test is not None and "None" in self._module.source(test) for test in item.tests)
            for block in (item.body for item, _ in enclosing(use.call.block) if isinstance(item, Loop))
            for item in block.items
        ) or any(isinstance(item, Loop) and block is item.head for item, block in enclosing(use.call.block))

    def settled_twice(self) -> Iterator[Use]:
        """The calls that settle a future which another function settles too, without a look whether it is done."""
        for uses in self._channels.by_identity.values():
            if uses[0].channel.kind != "future":
                continue
            settles = [use for use in uses if use.method in {"set_result", "set_exception"}]
            if len({use.function for use in settles}) < 2:
                continue
            for use in settles:
                if not self._asked(use.call, use.channel.text) and not self._expected(use.call):
                    yield use

    def _asked(self, op: Op, text: str) -> bool:
        """Whether the function asked before whether the future is done."""
        return any(
            isinstance(call.node.func, cst.Attribute)
            and call.node.func.attr.value in {"done", "cancelled", "set_running_or_notify_cancel"}
            and self._module.source(call.node.func.value) == text
            for call in op.function.calls
            if call.index < op.index
        )

    @staticmethod
    def _expected(op: Op) -> bool:
        """Whether it is seen to that coming second does no harm: by ``except`` or ``suppress``."""
        late = {"InvalidStateError", "Exception", "BaseException"}
        if any(names(handler.type) & late for _, handler in around(op)):
            return True
        return any(
            isinstance(item, With)
            and isinstance(item.context, cst.Call)
            and last_name(item.context.func) == "suppress"
            and late & {last_name(arg.value) for arg in item.context.args}
            for item, _ in enclosing(op.block)
        )


def _gives_none(use: Use) -> bool:
    given = use.call.node.args[0].value if use.call.node.args else None
    return isinstance(given, cst.Name) and given.value == "None"


def _in_loop(op: Op) -> bool:
    return any(isinstance(item, Loop) for item, _ in enclosing(op.block))
