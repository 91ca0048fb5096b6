"""State that a class changes under a lock: written into its summary, read for those who derive from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.linking import summary as s
from flake8_asyncsafe.model.linking.stubs import home_of
from flake8_asyncsafe.model.scopes import Class, StubClass
from flake8_asyncsafe.model.sharing.accesses import Accesses, Kind
from flake8_asyncsafe.model.sharing.escapes import Escapes
from flake8_asyncsafe.model.sharing.inherited import ELEMENT, Guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.sharing.accesses import Key

#: further ones say nothing new
_MOST = 64


class GuardWriter:
    """Writes down the guarded state of a module's classes."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._found: dict[Class, dict[s.GuardedRecord, None]] = {}
        if module.critical.any_locks and module.lowering.classes:
            for op, key, how in self._changes():
                self._add(op, key, how)

    def of(self, cls: Class) -> tuple[s.GuardedRecord, ...]:
        """What the methods of a class change under a lock."""
        return tuple(self._found.get(cls, ()))[:_MOST]

    def _changes(self) -> Iterator[tuple[Op, Key, str]]:
        for key, accesses in self._module.ask(Accesses).by_key.items():
            for access in accesses:
                if access.kind is not Kind.WALK:
                    yield access.op, key, access.kind.value
        for key, changes in self._module.ask(Escapes).element_changes.items():
            for op in changes:
                yield op, key, ELEMENT

    def _add(self, op: Op, key: Key, how: str) -> None:
        owner, state = op.function.owner, _name(key)
        if owner is None or state is None:
            return
        line = self._module.line(op.node)
        for held in sorted(self._module.ask(Accesses).held(op), key=str):
            lock = _name(held)
            if lock is not None:
                self._found.setdefault(owner, {})[s.GuardedRecord(state, lock, how, line)] = None


def _name(key: Key) -> tuple[str, ...] | None:
    """A key as it says the same everywhere: an attribute of self without the class that it belongs to."""
    if key[0] == "self":
        return ("self", str(key[2])) if len(key) == 3 and isinstance(key[1], Class) else None
    return tuple(map(str, key)) if key[0] in {"class", "global"} else None


def guarded(cls: Class) -> Iterator[Guarded]:
    """What a class of another module changes under a lock."""
    assert isinstance(cls, StubClass)
    home = home_of(cls)
    for each in home.summary.classes[cls.at].guarded:
        yield Guarded(each.state, each.lock, each.how, f"{Path(home.path).name}:{each.line}")


def called_under_lock(cls: Class) -> frozenset[str]:
    """The methods that methods of a class of another module call on their object while they have a lock."""
    assert isinstance(cls, StubClass)
    return frozenset(
        act.text.rpartition(".")[2]
        for function in home_of(cls).summary.functions
        if function.owner == cls.at
        for act in function.acts
        if act.held and act.on_self
    )
