"""Locks in summaries: how they are written down, and what they are to those who read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind, LockTraits
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.calls.methods import bound_once, bound_value
from flake8_asyncsafe.model.calls.sites import Site
from flake8_asyncsafe.model.linking import summary as s
from flake8_asyncsafe.model.linking.stubs import home_of
from flake8_asyncsafe.model.locks.critical.state import Held
from flake8_asyncsafe.model.locks.identity import PERHAPS, Lock, Path
from flake8_asyncsafe.model.ops import Place
from flake8_asyncsafe.model.values import Instance, Values, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flake8_asyncsafe.model.calls.conditions import Demands
    from flake8_asyncsafe.model.linking.linked import Linked
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function, Stub

_NONE = s.FunctionLocks()
#: who asks what a helper holds knows where he calls it
_SOMEWHERE = cst.Name("_")


class LockWriter:
    """Writes down what the functions of one module do to locks."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self.any_locks = module.critical.any_locks
        self._taken: dict[Function, tuple[list[Held], tuple[s.LockRecord, ...]]] = {}

    def locks(self, function: Function) -> s.FunctionLocks:
        """What a function takes, holds at its yields, and leaves changed."""
        if not self.any_locks or function.kind == "module":
            return _NONE
        critical = self._module.critical
        taken, records = self._taken_by(function)
        net = () if function.is_generator else critical.summaries.net(function)
        found = s.FunctionLocks(
            taken=records,
            held=tuple(self._records((held, True) for held in critical.summaries.held_at_yield(function))),
            net=tuple(self._records(net)),
            orders=tuple((first, second) for second, held in enumerate(taken) for first in self.held(held.op)),
        )
        return found if found != _NONE else _NONE

    def held(self, op: Op) -> tuple[int, ...]:
        """The places of the locks, among those that its function takes, that are certainly held at an operation."""
        taken, _ = self._taken_by(op.function) if self.any_locks and op.function.kind != "module" else ((), ())
        if not taken or self._is_of_new(op):
            return ()
        state = self._module.critical.held(op)
        sure = {id(held.op) for held in state.may if state.surely(held.lock.identity)}
        return tuple(at for at, held in enumerate(taken) if held.op is not op and id(held.op) in sure)

    def _is_of_new(self, op: Op) -> bool:
        """Whether a call is one of an object that the function has just made: nobody else works with its locks yet.

        The class may be one of another module, which is not looked into here.
        """
        func = op.node.func if isinstance(op.node, cst.Call) else None
        if not isinstance(func, cst.Attribute) or not isinstance(func.value, cst.Name):
            return False
        write = bound_once(func.value.value, op.block.scope)
        value = bound_value(write) if write is not None and write.function is op.function else None
        return isinstance(value, cst.Call) and last_name(value.func)[:1].isupper()

    def _taken_by(self, function: Function) -> tuple[list[Held], tuple[s.LockRecord, ...]]:
        """The locks that a function takes, and waits for, as far as they can be written down."""
        found = self._taken.get(function)
        if found is None:
            operations = self._module.critical.operations
            pairs = [
                (held, record)
                for held in operations.taken_by(function)
                if held.blocking and not (held.how == "acquire" and operations.frees_first(held))
                for record in self._record(held, takes=True)
            ]
            found = [held for held, _ in pairs], tuple(record for _, record in pairs)
            self._taken[function] = found
        return found

    def _records(self, locks: Iterable[tuple[Held, bool]]) -> Iterator[s.LockRecord]:
        for held, takes in locks:
            yield from self._record(held, takes=takes)

    def _record(self, held: Held, *, takes: bool) -> Iterator[s.LockRecord]:
        """How a lock is written down; not at all where others cannot know which one it is."""
        lock = held.lock
        root = self.root(lock.path)
        if root is None or lock.reason:
            return
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


def locks_of(stub: Stub) -> s.FunctionLocks:
    """What the summary says that a function does to locks."""
    return home_of(stub).summary.functions[stub.at].locks


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
