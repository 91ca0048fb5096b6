"""Send and Sync of values: facts of the catalogue, and what follows from them for the classes of the project.

In Rust they are *auto traits*: a struct is ``Send`` if all its fields are.  So it is here: an object that holds an
``sqlite3.Connection`` may not leave the thread that made the connection either, however deep it is hidden.  A class
that has a lock of its own is taken to use it for what it holds, as ``Mutex<T>`` is ``Sync`` for a ``T`` that is not.
The derivation is the greatest fixed point, as in Rust: a class that holds itself lacks nothing for that reason.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.values import NONE, Constant, Generator, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.catalogue.entries import Type
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Write
    from flake8_asyncsafe.model.values import Value

Trait = Literal["send", "sync"]

#: objects of event loops are another rule's business (ASF701)
_LOOPS = ("asyncio.", "anyio.", "trio.")
_CONNECTION = "sqlite3."
_ARCHIVES = frozenset({"zipfile.ZipFile", "zipfile.PyZipFile"})
_GENERATOR = "a step that starts while another one runs raises ValueError"


@dataclass(frozen=True, slots=True)
class Lack:
    """Why a value has not a trait: it is (``path`` empty) or holds, at ``path`` of attributes, an object of ``name``.

    ``why`` is the catalogue's reason, ``evidence`` its source; ``classes`` are those that hold each part of the path.
    """

    name: str
    why: str
    evidence: str = ""
    path: tuple[str, ...] = ()
    classes: tuple[Class, ...] = ()


class Traits:
    """The traits of the values of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._lacks: dict[tuple[Class, Trait], Lack | None] = {}

    def lack(self, value: Value, trait: Trait) -> Lack | None:
        """Why a value certainly has not the trait; None if it has it, or that is not known."""
        if isinstance(value, Generator):
            unsynced = trait == "sync" and not value.of.function.is_async
            return Lack("generator", _GENERATOR) if unsynced else None
        if not isinstance(value, Instance):
            return None
        if isinstance(value.type, Class):
            return self.of_class(value.type, trait)
        entry = self.entry(value.type)
        if entry is None or entry.name.startswith(_LOOPS):
            return None
        if trait == "send" and entry.name.startswith(_CONNECTION):
            lacking = self._is_bound_to_thread(value)
        else:
            lacking = (entry.send if trait == "send" else entry.sync) is False
            if lacking and trait == "sync" and entry.name in _ARCHIVES:
                lacking = self._may_write(value)
        return Lack(entry.name, entry.why, entry.evidence) if lacking else None

    def entry(self, name: str) -> Type | None:
        """The catalogue's entry that says something about the traits of a type, which may be that of a base."""
        catalogue = self._module.catalogue
        for each in catalogue.lineage(catalogue.canonical(name)):
            entry = catalogue.types.get(each)
            if entry is not None and (entry.send is not None or entry.sync is not None):
                return entry
        return None

    def of_class(self, cls: Class, trait: Trait) -> Lack | None:
        """The same for the objects of a class of the project."""
        key = (cls, trait)
        if key not in self._lacks:
            self._lacks[key] = None  # a class that holds itself lacks nothing for that
            self._lacks[key] = self._derive(cls, trait)
        return self._lacks[key]

    def _derive(self, cls: Class, trait: Trait) -> Lack | None:
        for base in self._module.classes.external_bases(cls):
            entry = self.entry(base)
            if entry is not None:
                said = entry.send if trait == "send" else entry.sync
                return Lack(entry.name, entry.why, entry.evidence) if said is False else None
        if trait == "sync" and self.owns_lock(cls):
            return None
        for name in self.held(cls):
            lacks = [self.lack(value, trait) for value in self.values(cls, name)]
            # every value that it may have: `self.session = session or Session()` may be given one that is fine
            if lacks and lacks[0] is not None and all(lacks):
                first = lacks[0]
                return replace(first, path=(name, *first.path), classes=(cls, *first.classes))
        return None

    def owns_lock(self, cls: Class) -> bool:
        """Whether objects of a class have a thread lock of their own."""
        return any(
            isinstance(value, Instance)
            and (traits := self._module.locks.traits(value)) is not None
            and traits.kind is not LockKind.ASYNC
            for name in self.held(cls)
            for value in self.values(cls, name)
        )

    def held(self, cls: Class) -> Iterator[str]:
        """The attributes that objects of a class have for themselves, in order of the source."""
        seen: set[str] = set()
        for each in self._module.classes.mro(cls):
            for name in (*each.attributes, *(n for n, writes in each.scope.bindings.items() if _is_field(writes))):
                if name not in seen:
                    seen.add(name)
                    yield name

    def values(self, cls: Class, name: str) -> tuple[Value, ...]:
        """What an attribute of an object of a class may be, but for None."""
        found = self._module.evaluator.members.attribute(Instance(cls), name)
        return tuple(value for value in found if value != NONE)

    def _is_bound_to_thread(self, value: Instance) -> bool:
        """Whether ``sqlite3.connect(path)`` has its check on; of what is not seen to be made it is not known."""
        if value.origin is None:
            return False
        given = argument(value.origin, "check_same_thread", 4)
        if given is None:
            return not any(arg.star for arg in value.origin.args)
        place = self._module.call_at(value.origin)
        if place is None:  # made in another module: the summary keeps constants
            return isinstance(given, cst.Name) and given.value == "True"
        return self._module.values(given, place) == (Constant(True),)

    def _may_write(self, value: Instance) -> bool:
        """Whether an archive is open for writing: to read from it, it takes a lock of its own."""
        if value.origin is None or not value.origin.args:
            return True
        mode = argument(value.origin, "mode", 1)
        if mode is None:
            return any(arg.star for arg in value.origin.args)
        return not (isinstance(mode, cst.SimpleString) and mode.evaluated_value == "r")


def _is_field(writes: list[Write]) -> bool:
    return any(write.how == "ann" for write in writes)
