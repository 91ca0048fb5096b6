"""Locks in summaries: how they are written down, and what they are to those who read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind, LockTraits
from flake8_asyncsafe.model.calls.sites import Site
from flake8_asyncsafe.model.linking import summary as s
from flake8_asyncsafe.model.linking.stubs import home_of
from flake8_asyncsafe.model.locks.critical.state import Held
from flake8_asyncsafe.model.locks.identity import PERHAPS, Lock, Path
from flake8_asyncsafe.model.ops import Place
from flake8_asyncsafe.model.values import Instance, Values, join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.calls.conditions import Demands
    from flake8_asyncsafe.model.linking.linked import Linked
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function, Stub

_NONE = s.FunctionLocks()
#: who asks what a helper holds knows where he calls it
_SOMEWHERE = cst.Name("_")


class LockWriter:
    """Writes down what the functions of one module do to locks."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self.any_locks = module.critical.any_locks

    def locks(self, function: Function) -> s.FunctionLocks:
        """What a function takes, holds at its yields, and leaves changed."""
        if not self.any_locks or function.kind == "module":
            return _NONE
        critical = self._module.critical
        taken = (
            held
            for held in critical.operations.taken_by(function)
            if held.blocking and not (held.how == "acquire" and critical.operations.frees_first(held))
        )
        net = () if function.is_generator else critical.summaries.net(function)
        found = s.FunctionLocks(
            taken=tuple(self._records((held, True) for held in taken)),
            held=tuple(self._records((held, True) for held in critical.summaries.held_at_yield(function))),
            net=tuple(self._records(net)),
        )
        return found if found != _NONE else _NONE

    def _records(self, locks: Iterator[tuple[Held, bool]] | tuple[tuple[Held, bool], ...]) -> Iterator[s.LockRecord]:
        for held, takes in locks:
            lock = held.lock
            root = self.root(lock.path)
            if root is None or lock.reason:
                continue
            traits = lock.traits or LockTraits(LockKind.THREAD)
            yield s.LockRecord(
                self._module.statement_line(held.node),
                lock.text,
                root[0],
                root[1],
                lock.path.steps,
                lock.type,
                traits.kind.value if lock.traits is not None else "",
                traits.reentrant,
                traits.counting,
                traits.wraps_lock,
                traits.raises_on_timeout,
                lock.single,
                held.blocking,
                held.is_async,
                takes,
            )

    @staticmethod
    def root(path: Path) -> tuple[str, str] | None:
        """What the way to an object starts from, if others can know it."""
        kind = path.root[0]
        if kind == "self":
            return "self", ""
        if kind in {"global", "class"}:
            return str(kind), str(path.root[1])
        if kind == "local" and len(path.root) == 3:
            return "param", str(path.root[2])
        return None


class LockReader:
    """Reads the locks of stubs, for one evaluator."""

    def __init__(self, linked: Linked) -> None:
        self._linked = linked

    def lock(self, stub: Stub, record: s.LockRecord) -> Lock | None:
        """The lock of a record of a function; None if what it names turns out to be no lock."""
        root: tuple[object, ...]
        steps = record.steps
        values: Values = ()
        if record.root == "self":
            root = ("self", stub.owner)
            values = (Instance(stub.owner),) if stub.owner is not None else ()
        elif record.root == "param":
            root = ("local", stub.scope, record.name)
        elif record.root == "global":
            known, rest = self._linked.defined(record.name, ())
            root, steps = ("global", known), (*rest, *steps)
            values = self._linked.named(record.name)
        else:
            root = (record.root, record.name)
        traits, kind = self._traits(record, values)
        if traits is None and record.type == PERHAPS:
            return None
        return Lock(Path(root, steps), record.text, traits, kind, record.single)

    def _traits(self, record: s.LockRecord, values: Values) -> tuple[LockTraits | None, str]:
        """(what kind of lock it is, its type): as its module knows, else as the one that made it does."""
        if record.kind:
            kind = LockKind(record.kind)
            return LockTraits(kind, record.reentrant, record.counting, record.wraps, record.raises), record.type
        members, catalogue = self._linked.evaluator.members, self._linked.evaluator.catalogue
        for step in record.steps:
            values = join(*(members.attribute(value, step) for value in values))
        found = {
            (entry.lock, value.type)
            for value in values
            if isinstance(value, Instance)
            and isinstance(value.type, str)
            and (entry := catalogue.type(value.type)) is not None
            and entry.lock is not None
        }
        return found.pop() if len(found) == 1 else (None, "")

    def held(self, stub: Stub, record: s.LockRecord) -> Held | None:
        """The lock of a record, as it is held."""
        lock = self.lock(stub, record)
        if lock is None:
            return None
        place = Place(_SOMEWHERE, stub.body)
        return Held(lock, _SOMEWHERE, place, "helper", record.blocking, "", record.is_async)

    def site(self, stub: Stub, record: s.LockRecord, demands: Demands = frozenset()) -> Site:
        """Where a lock is taken."""
        return Site(home_of(stub).path, record.line, record.text, demands=demands)
