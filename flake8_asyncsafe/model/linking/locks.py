"""Locks in summaries: how they are written down, and what they are to those who read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind, LockTraits
from flake8_asyncsafe.model.calls.sites import Site
from flake8_asyncsafe.model.linking import summary as s
from flake8_asyncsafe.model.linking.stubs import home_of
from flake8_asyncsafe.model.locks.critical.state import Held
from flake8_asyncsafe.model.locks.identity import Lock, Path
from flake8_asyncsafe.model.ops import Place
from flake8_asyncsafe.model.values import Instance, join

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

    def lock(self, stub: Stub, record: s.LockRecord) -> Lock:
        """The lock of a record of a function."""
        root: tuple[object, ...]
        steps = record.steps
        if record.root == "self":
            root = ("self", stub.owner)
        elif record.root == "param":
            root = ("local", stub.scope, record.name)
        elif record.root == "global":
            known, rest = self._linked.defined(record.name, ())
            root, steps = ("global", known), (*rest, *steps)
        else:
            root = (record.root, record.name)
        return Lock(Path(root, steps), record.text, self._traits(stub, record), record.type, record.single)

    def _traits(self, stub: Stub, record: s.LockRecord) -> LockTraits | None:
        if record.kind:
            return LockTraits(LockKind(record.kind), record.reentrant, record.counting, record.wraps, record.raises)
        if record.root != "self" or stub.owner is None:
            return None
        values = (Instance(stub.owner),)  # made by a base class in yet another module
        members, catalogue = self._linked.evaluator.members, self._linked.evaluator.catalogue
        found = join(*(members.attribute(value, record.steps[0]) for value in values)) if record.steps else ()
        for step in record.steps[1:]:
            found = join(*(members.attribute(value, step) for value in found))
        traits = {
            entry.lock
            for value in found
            if isinstance(value, Instance)
            and isinstance(value.type, str)
            and (entry := catalogue.type(value.type)) is not None
        }
        return traits.pop() if len(traits) == 1 else None

    def held(self, stub: Stub, record: s.LockRecord) -> Held:
        """The lock of a record, as it is held."""
        place = Place(_SOMEWHERE, stub.body)
        return Held(self.lock(stub, record), _SOMEWHERE, place, "helper", record.blocking, "", record.is_async)

    def site(self, stub: Stub, record: s.LockRecord, demands: Demands = frozenset()) -> Site:
        """Where a lock is taken."""
        return Site(home_of(stub).path, record.line, record.text, demands=demands)
