"""State that base classes of other modules change under a lock: who derives from them has the same state, and the lock.

A base class's summary says which attributes its methods change, and under which lock; here they get the names that
they have for the module which derives from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.locks.keys import attribute_key
from flake8_asyncsafe.model.sharing.accesses import Kind

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class, Function
    from flake8_asyncsafe.model.sharing.accesses import Key

#: how a base class changes an element of a container: ``self.rows[k].append(x)``
ELEMENT = "element"


@dataclass(frozen=True, slots=True)
class Guarded:
    """State of an object that a method of another module changes under a lock.

    ``state`` and ``lock`` are ("self", attribute), ("class", dotted name, attribute) or ("global", dotted name);
    ``how`` is the value of a `Kind`, or `ELEMENT`; ``place`` is file and line.
    """

    state: tuple[str, ...]
    lock: tuple[str, ...]
    how: str
    place: str

    @property
    def is_compound(self) -> bool:
        """Whether it takes several steps, or leaves the object in between them."""
        return self.how in {Kind.UPDATE.value, Kind.CHANGE.value, ELEMENT}


class Inherited:
    """What the classes of one module inherit from classes of others: guarded state."""

    def __init__(self, module: Module) -> None:
        self._module = module

    @cached_property
    def by_key(self) -> dict[Key, tuple[tuple[Key, Guarded], ...]]:
        """(lock, change) for each piece of state that a base class of another module changes under a lock."""
        found: dict[Key, dict[tuple[Key, Guarded], None]] = {}
        module = self._module
        for cls in module.lowering.classes if module.linked else ():
            for base in module.classes.mro(cls):
                for each in module.outside.guarded(base) if base.is_stub else ():
                    found.setdefault(self._key(cls, each.state), {})[self._key(cls, each.lock), each] = None
        return {key: tuple(each) for key, each in found.items()}

    def _key(self, cls: Class, name: tuple[str, ...]) -> Key:
        """What the state or lock is called in this module (`Accesses.key`)."""
        return attribute_key(self._module, cls, name[1]) if name[0] == "self" else name

    def is_called_with_lock(self, function: Function) -> bool:
        """Whether a base class calls a method of that name on its object while it has a lock."""
        owner = function.owner
        return owner is not None and any(
            function.name in self._module.outside.called_under_lock(base)
            for base in self._module.classes.mro(owner)
            if base.is_stub
        )
