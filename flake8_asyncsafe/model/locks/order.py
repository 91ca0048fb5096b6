"""The order in which locks are taken while others are held: its graph, and the cycles in it.

An edge from A to B says that some code waits for B while it holds A.  If the edges make a cycle, those who go round it
at the same time wait for each other for ever (E. G. Coffman, M. J. Elphick, A. Shoshani, *System Deadlocks*, 1971:
circular wait).  Locks count by the class and attribute they are in, not by the object: two orders in the code of one
class are two orders, whatever objects meet.  A cycle whose edges all stand under one more lock is none: that one lets
only one in.

An edge of the module closes a cycle with others of the module, with those of the modules that own its locks (who takes
the locks of two modules in two orders stands in those two, nearly always), and with those of the modules it imports.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.methods import bound_once, bound_value
from flake8_asyncsafe.model.ops import Place
from flake8_asyncsafe.model.scopes import Class, Scope
from flake8_asyncsafe.model.values import UNKNOWN, ClassRef, Instance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flake8_asyncsafe.model.calls.edges import Edge
    from flake8_asyncsafe.model.calls.effects import Effect
    from flake8_asyncsafe.model.linking.orders import StubOrder
    from flake8_asyncsafe.model.locks.critical.state import Held, Locked
    from flake8_asyncsafe.model.locks.critical.summaries import Acquisition
    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function

#: what tells locks apart throughout a module: class and attribute, or the global name
Key = tuple[object, ...]
_CONSTRUCTORS = frozenset({"__init__", "__new__", "__post_init__"})


@dataclass(frozen=True, slots=True)
class Taken:
    """At ``node`` in ``function``, ``second`` is waited for while ``first`` is held.

    ``under`` are all the locks that are held there; ``chain`` is the way from ``node`` to where the lock is taken, if
    that is in a callee.
    """

    function: Function
    node: cst.CSTNode
    first: Lock
    second: Lock
    keys: tuple[Key, Key]
    under: frozenset[Key]
    chain: str = ""

    @property
    def names(self) -> tuple[str, str]:
        """What the two locks are called: by their classes where the code has one name for both."""
        if self.first.text != self.second.text:
            return self.first.text, self.second.text
        return _of_its_class(self.first, self.keys[0]), _of_its_class(self.second, self.keys[1])


@dataclass(frozen=True, slots=True)
class Inversion:
    """``taken`` closes a cycle with ``back``: the edges that lead from its second lock to its first."""

    taken: Taken
    back: tuple[Taken, ...]


class LockOrder:
    """The order in which the code of one module takes locks."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def inversions(self) -> Iterator[Inversion]:
        """Every place at which a lock is taken in an order that other places contradict."""
        if not self._module.critical.any_locks:
            return
        edges = list(self._edges())
        after: dict[Key, list[Taken]] = {}
        for edge in (*edges, *self._elsewhere(edges)):
            after.setdefault(edge.keys[0], []).append(edge)
        seen: set[tuple[int, tuple[Key, Key]]] = set()
        own = frozenset(id(edge) for edge in edges)
        for edge in edges:
            mark = (id(edge.node), edge.keys)
            if mark in seen:
                continue
            seen.add(mark)
            back = _way(edge.keys[1], edge.keys[0], after, edge)
            if back and not (len(back) > 1 and _is_reported(edge, back, after, own)):
                yield Inversion(edge, back)

    # -- edges --------------------------------------------------------------------------------------------------------

    def _edges(self) -> Iterator[Taken]:
        critical = self._module.critical
        for function in self._module.functions:
            for held in critical.operations.taken_by(function):
                if not (held.blocking and critical.operations.waits_here(held) and self.excludes(held.lock)):
                    continue
                key = self.key(held.lock, held.node, held.op)
                if self.counts(held.lock, key):
                    yield from self._while_held(function, held.node, held.lock, key, held.op, held.lock)
            for edge in self._module.graph.edges(function):
                state = critical.held(edge.op)
                if not state.must or not critical.summaries.runs_now(edge):
                    continue
                for effect in critical.summaries.taken_along(edge):
                    lock, key = self.innermost(effect, edge)
                    if self.counts(lock, key):
                        chain = self._module.chain(effect, f"takes {effect.what.lock.text}")
                        seen = critical.summaries.along(effect.what.lock, edge)
                        yield from self._while_held(function, edge.node, lock, key, edge.op, seen, chain)

    def _while_held(
        self, function: Function, node: cst.CSTNode, lock: Lock, key: Key, op: Op, seen: Lock | None, chain: str = ""
    ) -> Iterator[Taken]:
        """The edges to a lock, which is ``seen`` to the function, from those that are held."""
        if seen is not None and self._is_of_new(seen, function):
            return
        state = self._module.critical.held(op)
        firsts = {self.key(held.lock, held.node, held.op): held for held in sure(state) if held.op is not op}
        if key in firsts or (seen is not None and seen.identity in {each.lock.identity for each in firsts.values()}):
            return  # it is held already: that waits for nobody else (ASF203)
        for first, held in firsts.items():
            fresh = function.name in _CONSTRUCTORS and held.lock.path.root[0] == "self"
            if self.counts(held.lock, first) and not fresh:
                yield Taken(function, node, held.lock, lock, (first, key), frozenset(firsts), chain)

    def _is_of_new(self, lock: Lock, function: Function) -> bool:
        """Whether a lock belongs to an object that the function has just made: nobody else works with that yet."""
        root, steps = lock.path.root, lock.path.steps
        if root[0] != "local" or not isinstance(root[1], Scope):
            return False
        write = bound_once(str(root[2]), root[1])
        call = bound_value(write) if write is not None and write.function is function else None
        if write is None or not isinstance(call, cst.Call):
            return False
        made = [each for each in self._module.values(call.func, write) if isinstance(each, ClassRef)]
        if not made or len(steps) < 2:
            return bool(made)
        # what it was given is as old as it was: `Channel(self)` has `channel.connection.lock`
        given = {each for arg in call.args for each in self._module.values(arg.value, write)}
        inner = self._module.evaluator.members.attribute(Instance(made[0].cls), steps[0])
        return bool(inner) and UNKNOWN not in inner and given.isdisjoint(inner)

    def _elsewhere(self, edges: list[Taken]) -> Iterator[Taken]:
        """The edges in other modules: those that own locks which this one takes in some order, and those it imports."""
        if not edges or not self._module.linked:
            return
        names = {str(key[1]) for edge in edges for key in edge.keys if key[0] in {"of", "global", "class"}}
        for writes in self._module.lowering.module.scope.bindings.values():
            names.update(str(write.detail) for write in writes if write.how == "import")
        seen: set[int] = set()
        for name in sorted(names):
            for order in self._module.outside.orders(name):
                if id(order) not in seen and self.excludes(order.second):
                    seen.add(id(order))
                    yield from self._taken_there(order)

    def _taken_there(self, order: StubOrder) -> Iterator[Taken]:
        place = Place(order.site, order.function.body)
        lock, key, chain = order.second, self.key(order.second, order.site, place), ""
        if order.effect is not None:
            lock, key = self.named_by_taker(order.effect) or (lock, ())
            chain = self._module.chain(order.effect, f"takes {order.effect.what.lock.text}")
        under = {self.key(held, order.site, place): held for held in order.held}
        fresh = order.function.name in _CONSTRUCTORS
        if (
            not key
            or not self.counts(lock, key)
            or key in under
            or (order.seen is not None and order.seen.identity in {h.identity for h in order.held})
        ):
            return
        for first, held in under.items():
            if self.counts(held, first) and not (fresh and held.path.root[0] == "self"):
                yield Taken(order.function, order.site, held, lock, (first, key), frozenset(under), chain)

    @staticmethod
    def excludes(lock: Lock) -> bool:
        """Whether it is known to be a lock that one holder at a time has."""
        return lock.traits is not None and not lock.traits.counting

    def is_one(self, lock: Lock) -> bool:
        """Whether an exclusive lock is always the same object."""
        return lock.single and self.excludes(lock)

    def counts(self, lock: Lock, key: Key) -> bool:
        """Whether an exclusive lock is one lock, or that of an object of a known class, which stands for them all."""
        # `self.nodes[name].lock` is as good as the `node.lock` of a parameter; of `self.locks[name]` nothing is known
        of_its_class = key[:1] == ("of",) and not lock.path.steps[-1].startswith("[")
        return self.excludes(lock) and (lock.single or of_its_class)

    def innermost(self, effect: Effect[Acquisition], edge: Edge) -> tuple[Lock, Key]:
        """The lock of an acquisition, as the function that takes it names it; a parameter: as its callers do."""
        known = self.named_by_taker(effect)
        if known is not None:
            return known
        lock = self._module.critical.summaries.along(effect.what.lock, edge) or effect.what.lock
        return lock, self.key(lock, edge.node, edge.op)

    def named_by_taker(self, effect: Effect[Acquisition]) -> tuple[Lock, Key] | None:
        """The lock of an acquisition as the function nearest to it names it, parameters and locals aside."""
        frames = [effect]
        while frames[-1].below is not None:
            frames.append(frames[-1].below)
        for frame in reversed(frames):
            if frame.what.lock.path.root[0] not in {"local", "fresh"}:
                return frame.what.lock, self.key(frame.what.lock, frame.step.node, frame.what.op)
        return None

    def key(self, lock: Lock, node: cst.CSTNode, op: Op) -> Key:
        """Class and attribute of a lock: ``self.index.mutex`` here is the ``self.mutex`` of the class ``Index``."""
        root, steps = lock.path.root, lock.path.steps
        if root[0] == "class" or not steps:
            return lock.identity
        taken = node.func.value if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) else node
        if isinstance(taken, cst.Attribute) and not (isinstance(taken.value, cst.Name) and root[0] == "self"):
            for value in self._module.values(taken.value, op):
                if isinstance(value, Instance) and isinstance(value.type, Class):
                    return self._of_class(value.type, steps[-1])
        if root[0] == "self" and isinstance(root[1], Class):
            owner = self._reached(root[1], steps[:-1])
            if owner is not None:
                return self._of_class(owner, steps[-1])
        return (*root, *steps)

    def _reached(self, owner: Class, steps: tuple[str, ...]) -> Class | None:
        """The class of the object that attributes lead to from an object of ``owner``; None if that is not known."""
        for step in steps:
            values = self._module.evaluator.members.attribute(Instance(owner), step)
            found = [value.type for value in values if isinstance(value, Instance) and isinstance(value.type, Class)]
            if len(found) != 1:
                return None
            owner = found[0]
        return owner

    def _of_class(self, owner: Class, attribute: str) -> Key:
        for each, _ in self._module.classes.definitions(owner, attribute):
            owner = each
        return ("of", self._module.locks.name_of(owner), attribute)


def _of_its_class(lock: Lock, key: Key) -> str:
    return f"{str(key[1]).rpartition('.')[2]}.{key[2]}" if key[0] == "of" else lock.text


def sure(state: Locked) -> Iterable[Held]:
    """The locks that are held on every path, in the order in which they were taken."""
    return sorted((held for held in state.may if state.surely(held.lock.identity)), key=lambda held: held.op.index)


def _is_reported(taken: Taken, back: tuple[Taken, ...], after: dict[Key, list[Taken]], own: frozenset[int]) -> bool:
    """Whether two of the locks of a longer cycle are taken in two orders by themselves, which is reported first."""
    return any(
        other.keys[1] == edge.keys[0]
        and (id(edge) in own or id(other) in own)
        and (edge.under & other.under) <= set(edge.keys)
        for edge in (taken, *back)
        for other in after.get(edge.keys[1], ())
    )


def _way(start: Key, goal: Key, after: dict[Key, list[Taken]], closing: Taken) -> tuple[Taken, ...]:
    """The shortest way between two locks whose edges share no further lock with the edge that closes the cycle."""
    queue: deque[tuple[Key, tuple[Taken, ...], frozenset[Key]]] = deque([(start, (), closing.under)])
    seen = {start}
    while queue:
        at, way, gates = queue.popleft()
        for edge in after.get(at, ()):
            gate = gates & edge.under
            inside = {key for each in (*way, edge, closing) for key in each.keys}
            if gate - inside:
                continue  # who holds that one is alone in here
            if edge.keys[1] == goal:
                return (*way, edge)
            if edge.keys[1] not in seen:
                seen.add(edge.keys[1])
                queue.append((edge.keys[1], (*way, edge), gate))
    return ()
