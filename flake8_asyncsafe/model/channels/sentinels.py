"""Last items that reach only one of several consumers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.channels.identity import Channels
from flake8_asyncsafe.model.channels.parties import Parties
from flake8_asyncsafe.model.ops import Branch, Loop, enclosing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.channels.identity import Use
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op


class Sentinels:
    """The ends of queues in one module."""

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


def _gives_none(use: Use) -> bool:
    given = use.call.node.args[0].value if use.call.node.args else None
    return isinstance(given, cst.Name) and given.value == "None"


def _in_loop(op: Op) -> bool:
    return any(isinstance(item, Loop) for item, _ in enclosing(op.block))
