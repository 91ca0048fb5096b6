"""What a class does with channels of its own: written into its summary, read for those who have an object of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.abroad import ChannelUse
from flake8_asyncsafe.model.channels.identity import Channels
from flake8_asyncsafe.model.channels.receivers import Receivers
from flake8_asyncsafe.model.linking import summary as s
from flake8_asyncsafe.model.linking.stubs import home_of
from flake8_asyncsafe.model.locks.sending import SendsUnderLocks
from flake8_asyncsafe.model.locks.waiting import NestedWaits
from flake8_asyncsafe.model.scopes import Class, StubClass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.channels.identity import Use
    from flake8_asyncsafe.model.module import Module

_KINDS = frozenset({"queue", "event", "condition", "pipe"})
_RECEIVES = frozenset({"get", "get_nowait"})
_PUTS = frozenset({"put", "put_nowait", "send"})
#: further ones say nothing new
_MOST = 64


class ChannelWriter:
    """Writes down the uses in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._found: dict[Class, list[s.ChannelRecord]] = {}
        for use in module.ask(Channels).uses if module.lowering.classes else ():
            identity, owner = use.channel.path, use.function.owner
            if use.channel.kind in _KINDS and owner is not None and identity[0] == "self" and len(identity) == 3:
                self._found.setdefault(owner, []).append(self._record(use, str(identity[2])))

    def of(self, cls: Class) -> tuple[s.ChannelRecord, ...]:
        """What the methods of a class do with channels that are attributes of their object."""
        return tuple(self._found.get(cls, ()))[:_MOST]

    def _record(self, use: Use, attribute: str) -> s.ChannelRecord:
        module, call = self._module, use.call
        held = tuple(module.ask(NestedWaits).taken_for(call)) if module.critical.any_locks else ()
        receives = use.method in _RECEIVES and module.critical.any_locks
        needs = tuple(module.ask(SendsUnderLocks).needed(call)) if receives else ()
        names = tuple(sorted({str(key[2]) for key in held if key[0] == "self" and len(key) == 3}))
        return s.ChannelRecord(
            attribute,
            use.method,
            use.channel.type,
            call.function.name,
            module.line(call.node),
            names,
            tuple(sorted({tuple(map(str, key)) for key in needs if all(isinstance(part, str) for part in key)})),
            use.method in _PUTS and module.ask(Receivers).is_last(use),
        )


def channel_uses(cls: Class) -> Iterator[ChannelUse]:
    """What a class of another module does with channels of its own."""
    assert isinstance(cls, StubClass)
    home = home_of(cls)
    for each in home.summary.classes[cls.at].channels:
        place = f"{Path(home.path).name}:{each.line}"
        yield ChannelUse(
            each.attribute,
            each.method,
            each.type,
            each.function,
            place,
            frozenset(each.held),
            frozenset(each.needs),
            each.last,
        )
